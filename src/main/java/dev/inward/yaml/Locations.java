package dev.inward.yaml;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.Event.ID;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;

/**
 * The locations of some keys and list elements in a YAML text that {@link YamlTree} accepts, and
 * what is written for their values.
 */
final class Locations {

    private final Parser parser;
    private final Set<JsonPointer> wanted;
    private final Map<JsonPointer, Location> locations = new HashMap<>();
    private final Map<JsonPointer, String> written = new HashMap<>();

    /**
     * @param wanted the paths of the keys and the elements; the others are not remembered
     */
    Locations(String text, Set<JsonPointer> wanted) {
        this.parser = YamlEvents.parser(text);
        this.wanted = wanted;
        parser.getEvent();
        if (!parser.checkEvent(ID.StreamEnd)) {
            parser.getEvent();
            visit(parser.peekEvent(), JsonPointer.empty());
        }
    }

    /** Returns the location of a key or an element; the start of the text if it is not there. */
    Location of(JsonPointer pointer) {
        return locations.getOrDefault(pointer, Location.START);
    }

    /** Returns a scalar as it is written, without its quotes; empty for any other value. */
    String written(JsonPointer pointer) {
        return written.getOrDefault(pointer, "");
    }

    /**
     * Visits the next value.
     *
     * @param named the key of the value, or the value itself
     */
    private void visit(Event named, JsonPointer pointer) {
        Event value = parser.getEvent();
        if (wanted.contains(pointer)) {
            remember(pointer, named, value);
        }
        if (value.is(ID.SequenceStart)) {
            for (int i = 0; !parser.checkEvent(ID.SequenceEnd); i++) {
                visit(parser.peekEvent(), pointer.appendIndex(i));
            }
            parser.getEvent();
        } else if (value.is(ID.MappingStart)) {
            while (!parser.checkEvent(ID.MappingEnd)) {
                var key = (ScalarEvent) parser.getEvent();
                visit(key, pointer.appendProperty(key.getValue()));
            }
            parser.getEvent();
        }
    }

    /** A scalar on a later line than its key is at its own location. */
    private void remember(JsonPointer pointer, Event named, Event value) {
        Location location = Location.of(named.getStartMark());
        if (value instanceof ScalarEvent scalar) {
            written.put(pointer, scalar.getValue());
            Location ofValue = Location.of(value.getStartMark());
            boolean isBelow = ofValue.line() > location.line() && !scalar.getValue().isEmpty();
            location = isBelow ? ofValue : location;
        }
        locations.put(pointer, location);
    }
}

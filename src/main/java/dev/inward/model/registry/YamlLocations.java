package dev.inward.model.registry;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * The location of each key and each list element in a YAML text. Jackson's tree has at most the
 * locations of the values, which may be several lines below their keys.
 */
final class YamlLocations {

    private final Map<JsonPointer, Location> locations = new HashMap<>();

    YamlLocations(String yaml) throws IOException {
        try (JsonParser parser = new YAMLFactory().createParser(yaml)) {
            while (parser.nextToken() != null) {
                locations.putIfAbsent(
                        parser.getParsingContext().pathAsPointer(),
                        Location.of(parser.currentTokenLocation()));
            }
        }
    }

    /** Returns the location of a key or an element; the start of the text if it is not there. */
    Location of(JsonPointer pointer) {
        return locations.getOrDefault(pointer, Location.START);
    }

    /** A line and a column, both counted from 1. */
    record Location(int line, int column) implements Comparable<Location> {

        private static final Location START = new Location(1, 1);

        static Location of(JsonLocation location) {
            return new Location(location.getLineNr(), location.getColumnNr());
        }

        @Override
        public int compareTo(Location other) {
            return Comparator.comparingInt(Location::line)
                    .thenComparingInt(Location::column)
                    .compare(this, other);
        }

        @Override
        public String toString() {
            return "line " + line + ", column " + column;
        }
    }
}

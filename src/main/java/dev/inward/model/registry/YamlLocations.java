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
 * Where in a YAML text each key and each element of a list begins. A tree of nodes knows at best
 * where values begin, which may be lines below their keys.
 */
final class YamlLocations {

    private final Map<JsonPointer, Place> places = new HashMap<>();

    YamlLocations(String yaml) throws IOException {
        try (JsonParser parser = new YAMLFactory().createParser(yaml)) {
            while (parser.nextToken() != null) {
                places.putIfAbsent(
                        parser.getParsingContext().pathAsPointer(),
                        Place.of(parser.currentTokenLocation()));
            }
        }
    }

    /** Returns the place of a key or an element; the start of a text that has no such thing. */
    Place of(JsonPointer pointer) {
        return places.getOrDefault(pointer, Place.START);
    }

    /** A line and a column, both counted from 1. */
    record Place(int line, int column) implements Comparable<Place> {

        private static final Place START = new Place(1, 1);

        static Place of(JsonLocation location) {
            return new Place(location.getLineNr(), location.getColumnNr());
        }

        @Override
        public int compareTo(Place other) {
            return Comparator.comparingInt(Place::line)
                    .thenComparingInt(Place::column)
                    .compare(this, other);
        }

        @Override
        public String toString() {
            return "line " + line + ", column " + column;
        }
    }
}

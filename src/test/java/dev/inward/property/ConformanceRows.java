package dev.inward.property;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Reads rows of the conformance data from the class path. */
final class ConformanceRows {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ConformanceRows() {}

    /** Returns the rows of all files, in their order. */
    static List<JsonNode> of(String... files) {
        return Stream.of(files).map(ConformanceRows::rows).flatMap(List::stream).toList();
    }

    private static List<JsonNode> rows(String file) {
        try (InputStream in = open(file)) {
            return JSON.readerFor(JsonNode.class).<JsonNode>readValues(in).readAll();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read conformance file '" + file + "'.", e);
        }
    }

    static List<String> texts(JsonNode array) {
        return JSON.convertValue(
                array, JSON.getTypeFactory().constructCollectionType(List.class, String.class));
    }

    private static InputStream open(String file) {
        return Objects.requireNonNull(
                ConformanceRows.class.getResourceAsStream("/conformance/" + file),
                () -> "There is no conformance file '" + file + "' among the test resources.");
    }
}

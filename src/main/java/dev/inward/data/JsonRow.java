package dev.inward.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Takes the texts out of a JSON object. Immutable and thread-safe.
 *
 * @param columns the columns to take
 * @param mend how to make a text of another value, for messages
 */
record JsonRow(Columns columns, String mend) {

    /**
     * Returns the texts of an object.
     *
     * @throws IllegalArgumentException if a column is absent or no text; the message follows the
     *     place of the row
     */
    Map<String, String> values(JsonNode row) {
        var values = new LinkedHashMap<String, String>();
        if (columns.areAll()) {
            row.properties().stream()
                    .filter(column -> isText(column.getValue()))
                    .forEach(column -> values.put(column.getKey(), column.getValue().asText()));
        }
        columns.columnByName()
                .forEach(
                        (name, column) -> {
                            JsonNode value =
                                    column.startsWith("/") ? row.at(column) : row.path(column);
                            if (!columns.optional().contains(name)
                                    || !(value.isMissingNode() || value.isNull())) {
                                values.put(name, text(value, column));
                            }
                        });
        values.forEach(JsonRow::requireWholeCharacters);
        return values;
    }

    private String text(JsonNode value, String column) {
        if (value.isContainerNode()) {
            return value.toString();
        }
        if (!isText(value)) {
            throw new IllegalArgumentException(
                    "'"
                            + column
                            + "' is "
                            + (value.isMissingNode() ? "absent" : value.toString())
                            + "; expected a text, so "
                            + mend);
        }
        return value.asText();
    }

    /**
     * JSON can escape one half of a character alone. It has no UTF-8 form, so it cannot be sent.
     */
    private static void requireWholeCharacters(String name, String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException(
                    "'"
                            + name
                            + "' has one half of a character of two \\u escapes, which no model can be sent. Write both halves, or leave it out");
        }
    }

    /** A decimal number has several forms, so it is no text. */
    private static boolean isText(JsonNode value) {
        return value.isTextual() || value.isIntegralNumber();
    }
}

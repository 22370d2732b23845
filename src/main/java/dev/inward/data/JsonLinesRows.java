package dev.inward.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a JSON object on each line. Blank lines are skipped. */
final class JsonLinesRows implements DataFormat.RowReader {

    private static final ObjectReader READER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build()
                    .readerFor(JsonNode.class);

    private final Path file;
    private final Columns columns;

    JsonLinesRows(Path file, Columns columns) {
        this.file = file;
        this.columns = columns;
    }

    @Override
    public void read(BufferedReader text, Consumer<DataRow> consumer) throws IOException {
        long number = 0;
        long lineNumber = 0;
        for (String line = text.readLine(); line != null; line = text.readLine()) {
            lineNumber++;
            if (!line.isBlank()) {
                number++;
                consumer.accept(new DataRow(number, values(object(line, lineNumber), lineNumber)));
            }
        }
    }

    private JsonNode object(String line, long number) {
        try {
            JsonNode json = READER.readValue(line);
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            throw invalid(number, "it is not JSON: " + e.getOriginalMessage(), e);
        }
        throw invalid(
                number, "it is no JSON object. Put the values into {\"column\": \"text\"}", null);
    }

    private Map<String, String> values(JsonNode row, long number) {
        var values = new LinkedHashMap<String, String>();
        if (columns.areAll()) {
            row.properties().stream()
                    .filter(column -> isText(column.getValue()))
                    .forEach(column -> values.put(column.getKey(), column.getValue().asText()));
        }
        columns.columnByName()
                .forEach((name, column) -> values.put(name, text(row, column, number)));
        values.forEach((name, text) -> requireWholeCharacters(name, text, number));
        return values;
    }

    private String text(JsonNode row, String column, long number) {
        JsonNode value = column.startsWith("/") ? row.at(column) : row.path(column);
        if (value.isContainerNode()) {
            return value.toString();
        }
        if (!isText(value)) {
            throw invalid(
                    number,
                    "'"
                            + column
                            + "' is "
                            + (value.isMissingNode() ? "absent" : value.toString())
                            + "; expected a text, so put it in quotes",
                    null);
        }
        return value.asText();
    }

    /**
     * JSON can escape one half of a character alone. It has no UTF-8 form, so it cannot be sent.
     */
    private void requireWholeCharacters(String name, String text, long number) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw invalid(
                    number,
                    "'"
                            + name
                            + "' has one half of a character of two \\u escapes, which no model can be sent. Write both halves, or leave it out",
                    null);
        }
    }

    /** A decimal number has several forms, so it is no text. */
    private static boolean isText(JsonNode value) {
        return value.isTextual() || value.isIntegralNumber();
    }

    private InvalidDataException invalid(long line, String problem, @Nullable Throwable cause) {
        String text = String.format(Locale.ROOT, "is invalid at line %d: %s", line, problem);
        return cause == null
                ? new InvalidDataException(file, text)
                : new InvalidDataException(file, text, cause);
    }
}

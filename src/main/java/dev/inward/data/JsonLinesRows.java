package dev.inward.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a JSON object on each line. Blank lines are skipped. */
final class JsonLinesRows {

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

    /** Passes the rows to a consumer, in order. */
    void read(BufferedReader text, Consumer<DataRow> consumer) throws IOException {
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
        try {
            return new JsonRow(columns, "put it in quotes").values(row);
        } catch (IllegalArgumentException e) {
            throw invalid(number, String.valueOf(e.getMessage()), null);
        }
    }

    private InvalidDataException invalid(long line, String problem, @Nullable Throwable cause) {
        String text = String.format(Locale.ROOT, "is invalid at line %d: %s", line, problem);
        return cause == null
                ? new InvalidDataException(file, text)
                : new InvalidDataException(file, text, cause);
    }
}

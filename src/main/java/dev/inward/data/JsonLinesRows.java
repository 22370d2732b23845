package dev.inward.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a JSON object on each line. Blank lines are skipped. */
final class JsonLinesRows {

    /** Receives the object of a line; lines count from 1 on. */
    interface ObjectConsumer {
        void accept(long line, ObjectNode object);
    }

    private final Path file;
    private final Columns columns;

    JsonLinesRows(Path file, Columns columns) {
        this.file = file;
        this.columns = columns;
    }

    /** Passes the rows to a consumer, in order. */
    void read(BufferedReader text, Consumer<DataRow> consumer) throws IOException {
        var rows = new AtomicLong();
        readObjects(
                file,
                text,
                (line, object) ->
                        consumer.accept(
                                new DataRow(rows.incrementAndGet(), line, values(object, line))));
    }

    /** Passes the object of each line that is not blank to a consumer, in order. */
    static void readObjects(Path file, BufferedReader text, ObjectConsumer consumer)
            throws IOException {
        long number = 0;
        for (String line = text.readLine(); line != null; line = text.readLine()) {
            number++;
            if (!line.isBlank()) {
                consumer.accept(number, object(file, line, number));
            }
        }
    }

    private static ObjectNode object(Path file, String line, long number) {
        try {
            if (StrictJson.READER.readValue(line) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw invalid(file, number, "it is not JSON: " + e.getOriginalMessage(), e);
        }
        throw invalid(
                file,
                number,
                "it is no JSON object. Put the values into {\"column\": \"text\"}",
                null);
    }

    private Map<String, String> values(JsonNode row, long number) {
        try {
            return new JsonRow(columns, "put it in quotes").values(row);
        } catch (IllegalArgumentException e) {
            throw invalid(file, number, String.valueOf(e.getMessage()), null);
        }
    }

    private static InvalidDataException invalid(
            Path file, long line, String problem, @Nullable Throwable cause) {
        String text = String.format(Locale.ROOT, "is invalid at line %d: %s", line, problem);
        return cause == null
                ? new InvalidDataException(file, text)
                : new InvalidDataException(file, text, cause);
    }
}

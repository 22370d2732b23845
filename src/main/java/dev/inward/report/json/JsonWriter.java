package dev.inward.report.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.inward.text.VisibleText;

/**
 * Writes indented JSON with the same bytes on every operating system. Invisible characters are
 * escaped.
 */
public final class JsonWriter {

    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");
    private static final ObjectWriter WRITER =
            new ObjectMapper()
                    .writer(
                            new DefaultPrettyPrinter()
                                    .withObjectIndenter(INDENTER)
                                    .withArrayIndenter(INDENTER));

    private JsonWriter() {}

    /** Returns a value as JSON with a line break at the end. */
    public static String of(Object value) {
        try {
            return VisibleText.json(WRITER.writeValueAsString(value)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a report as JSON", e);
        }
    }
}

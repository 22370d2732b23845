package dev.inward.report.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import dev.inward.text.Excerpt;
import dev.inward.text.VisibleText;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes records as CSV with a header. Quotes every text. Puts an apostrophe before a text that a
 * spreadsheet would run as a formula, makes invisible characters visible and cuts long texts,
 * because models can answer anything.
 */
public final class CsvWriter {

    /** A formula starts with one of these characters (CWE-1236). A number may start with a sign. */
    private static final Pattern FORMULA =
            Pattern.compile(
                    "(?![+-]?[0-9]+([.,][0-9]+)?\\z)\\s*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20].*|[\t\r\n].*",
                    Pattern.DOTALL);

    /** A spreadsheet has at most 32,767 characters in a cell. */
    private static final int MAX_LENGTH = 2_000;

    private static final class TextEscaper extends StdSerializer<String> {

        private static final long serialVersionUID = 1;

        TextEscaper() {
            super(String.class);
        }

        @Override
        public void serialize(String text, JsonGenerator generator, SerializerProvider provider)
                throws IOException {
            String shown = VisibleText.lines(Excerpt.of(text, MAX_LENGTH));
            generator.writeString(FORMULA.matcher(text).matches() ? "'" + shown : shown);
        }
    }

    private CsvWriter() {}

    /**
     * Returns rows as CSV with a header.
     *
     * @param type the type of the rows; its {@code JsonPropertyOrder} sets the order of the columns
     */
    public static <T> String of(Class<T> type, List<T> rows) {
        var mapper = new CsvMapper();
        mapper.registerModule(new SimpleModule().addSerializer(new TextEscaper()));
        mapper.enable(CsvGenerator.Feature.ALWAYS_QUOTE_STRINGS);
        try {
            return mapper.writer(mapper.schemaFor(type).withHeader()).writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write the rows as CSV", e);
        }
    }
}

package dev.inward.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Records as a table with a head, every text in quotes. What a spreadsheet would take for a formula
 * comes behind an apostrophe: models say what they like, and somebody opens the table.
 */
final class CsvWriter {

    /** Numbers may have a sign; nothing else may start as a formula does (CWE-1236). */
    private static final Pattern FORMULA =
            Pattern.compile(
                    "(?![+-]?[0-9]+([.,][0-9]+)?\\z)\\s*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20].*|[\t\r\n].*",
                    Pattern.DOTALL);

    private static final class AsText extends StdSerializer<String> {

        private static final long serialVersionUID = 1;

        AsText() {
            super(String.class);
        }

        @Override
        public void serialize(String text, JsonGenerator to, SerializerProvider provider)
                throws IOException {
            to.writeString(FORMULA.matcher(text).matches() ? "'" + text : text);
        }
    }

    private CsvWriter() {}

    /**
     * @param type of the lines; its {@code JsonPropertyOrder} is that of the columns
     */
    static <T> String of(Class<T> type, List<T> lines) {
        var mapper = new CsvMapper();
        mapper.registerModule(new SimpleModule().addSerializer(new AsText()));
        mapper.enable(CsvGenerator.Feature.ALWAYS_QUOTE_STRINGS);
        try {
            return mapper.writer(mapper.schemaFor(type).withHeader()).writeValueAsString(lines);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the lines cannot be written as CSV", e);
        }
    }
}

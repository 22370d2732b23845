package dev.inward.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import java.util.List;

/** Records as a table with a head, every text in quotes. */
final class Csv {

    private Csv() {}

    /**
     * @param type of the lines; its {@code JsonPropertyOrder} is that of the columns
     */
    static <T> String of(Class<T> type, List<T> lines) {
        var mapper = new CsvMapper();
        mapper.enable(CsvGenerator.Feature.ALWAYS_QUOTE_STRINGS);
        try {
            return mapper.writer(mapper.schemaFor(type).withHeader()).writeValueAsString(lines);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the lines cannot be written as CSV", e);
        }
    }
}

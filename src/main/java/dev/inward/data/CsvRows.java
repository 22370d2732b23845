package dev.inward.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Reads values that a character separates, with a header. Values can be quoted (RFC 4180). */
final class CsvRows {

    private static final ObjectReader READER =
            CsvMapper.builder()
                    .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                    .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                    .build()
                    .readerForArrayOf(String.class);

    private final Path file;
    private final Columns columns;
    private final char separator;

    CsvRows(Path file, Columns columns, char separator) {
        this.file = file;
        this.columns = columns;
        this.separator = separator;
    }

    /** Passes the rows to a consumer, in order. */
    void read(BufferedReader text, Consumer<DataRow> consumer) throws IOException {
        CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(separator);
        try (MappingIterator<String[]> lines = READER.with(schema).readValues(text)) {
            if (!lines.hasNext()) {
                throw new InvalidDataException(
                        file, "is empty. Its first line must have the names of the columns.");
            }
            List<String> header = List.of(lines.next());
            requireDifferent(header);
            Map<String, Integer> positions = positions(header);
            for (long number = 1; lines.hasNext(); number++) {
                String[] values = lines.next();
                if (values.length != header.size()) {
                    throw invalid(
                            lines,
                            String.format(
                                    Locale.ROOT,
                                    "row %d has %d values, but the header has %d columns",
                                    number,
                                    values.length,
                                    header.size()));
                }
                var row = new LinkedHashMap<String, String>();
                positions.forEach((name, position) -> row.put(name, values[position]));
                consumer.accept(new DataRow(number, line(lines), row));
            }
        } catch (RuntimeJsonMappingException | JsonProcessingException e) {
            Throwable cause = e instanceof RuntimeJsonMappingException ? e.getCause() : e;
            if (cause instanceof JsonProcessingException syntax) {
                throw new InvalidDataException(
                        file,
                        String.format(
                                Locale.ROOT,
                                "is invalid at line %d: %s. Put a value with quotes, separators or line breaks in quotes, and double each quote in it.",
                                syntax.getLocation() == null ? 0 : syntax.getLocation().getLineNr(),
                                syntax.getOriginalMessage()),
                        e);
            }
            throw e;
        }
    }

    private static long line(MappingIterator<String[]> lines) {
        return lines.getParser().currentTokenLocation().getLineNr();
    }

    private void requireDifferent(List<String> header) {
        var seen = new HashSet<String>();
        for (String name : header) {
            if (!seen.add(name)) {
                throw new InvalidDataException(
                        file, "has two columns '" + name + "'. Rename one of them.");
            }
        }
    }

    private Map<String, Integer> positions(List<String> header) {
        var positions = new LinkedHashMap<String, Integer>();
        if (columns.areAll()) {
            header.forEach(name -> positions.put(name, header.indexOf(name)));
        }
        columns.columnByName()
                .forEach(
                        (name, column) -> {
                            if (!header.contains(column)) {
                                if (columns.optional().contains(name)) {
                                    return;
                                }
                                throw new InvalidDataException(
                                        file,
                                        "has no column '"
                                                + column
                                                + "'. There are: "
                                                + String.join(", ", header));
                            }
                            positions.put(name, header.indexOf(column));
                        });
        return positions;
    }

    private InvalidDataException invalid(MappingIterator<String[]> lines, String problem) {
        return new InvalidDataException(
                file,
                String.format(
                        Locale.ROOT,
                        "is invalid before line %d: %s. Put a value with separators or line breaks in quotes.",
                        lines.getCurrentLocation().getLineNr(),
                        problem));
    }
}

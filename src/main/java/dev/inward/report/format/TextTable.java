package dev.inward.report.format;

import dev.inward.text.Excerpt;
import dev.inward.text.VisibleText;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Formats rows of cells as text with aligned columns. */
public final class TextTable {

    private static final int MAX_LENGTH = 200;

    private TextTable() {}

    /**
     * Returns a table with aligned columns.
     *
     * @param untrusted the first row is the header; all rows have the same number of cells
     */
    public static String of(List<List<String>> untrusted) {
        List<List<String>> rows =
                untrusted.stream().map(row -> row.stream().map(TextTable::cell).toList()).toList();
        int[] widths =
                IntStream.range(0, rows.get(0).size()).map(column -> width(rows, column)).toArray();
        return rows.stream()
                .map(row -> aligned(row, widths))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static String cell(String text) {
        return VisibleText.line(Excerpt.of(text, MAX_LENGTH));
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElseThrow();
    }

    private static String aligned(List<String> row, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(i -> row.get(i) + " ".repeat(widths[i] - row.get(i).length()))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }
}

package dev.inward.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Formats rows of cells as text with aligned columns. */
final class TextTable {

    private TextTable() {}

    /**
     * @param rows the first row is the header; all rows have the same number of cells
     */
    static String of(List<List<String>> rows) {
        int[] widths =
                IntStream.range(0, rows.get(0).size()).map(column -> width(rows, column)).toArray();
        return rows.stream()
                .map(row -> aligned(row, widths))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElseThrow();
    }

    private static String aligned(List<String> row, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(i -> String.format("%-" + widths[i] + "s", row.get(i)))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }
}

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

    /**
     * Returns a table that is no wider than a terminal, if leaving out columns can do that.
     *
     * @param untrusted the first row is the header; all rows have the same number of cells
     * @param width the number of characters of a line
     * @param expendable the columns that are left out, the first one first
     */
    public static String of(List<List<String>> untrusted, int width, List<String> expendable) {
        List<List<String>> rows = untrusted;
        String table = of(rows);
        for (String column : expendable) {
            if (table.lines().allMatch(line -> line.length() <= width)) {
                break;
            }
            int index = rows.get(0).indexOf(column);
            rows = rows.stream().map(row -> without(row, index)).toList();
            table = of(rows);
        }
        return table;
    }

    private static List<String> without(List<String> row, int index) {
        return IntStream.range(0, row.size()).filter(i -> i != index).mapToObj(row::get).toList();
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

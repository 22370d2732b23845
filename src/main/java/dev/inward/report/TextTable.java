package dev.inward.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lines of cells as text with aligned columns. */
final class TextTable {

    private TextTable() {}

    /**
     * @param lines the first is the head; all have as many cells
     */
    static String of(List<List<String>> lines) {
        int[] widths =
                IntStream.range(0, lines.get(0).size())
                        .map(column -> width(lines, column))
                        .toArray();
        return lines.stream()
                .map(line -> aligned(line, widths))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static int width(List<List<String>> lines, int column) {
        return lines.stream().mapToInt(line -> line.get(column).length()).max().orElseThrow();
    }

    private static String aligned(List<String> line, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(i -> String.format("%-" + widths[i] + "s", line.get(i)))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }
}

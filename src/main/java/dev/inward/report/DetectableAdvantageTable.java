package dev.inward.report;

import dev.inward.report.format.Console;
import dev.inward.report.format.TextTable;
import dev.inward.study.ComparisonRequest;
import dev.inward.verdict.DetectableAdvantage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A table of the smallest advantage that each planned comparison can detect. Prints only if a row
 * was added.
 *
 * <p>This class is thread-safe.
 */
final class DetectableAdvantageTable {

    private static final List<String> HEADER =
            List.of("property", "target", "predictor", "prompts", "claim", "detectable from");

    private final Console out;
    private final SortedSet<List<String>> rows =
            new TreeSet<>(Comparator.comparing((List<String> row) -> String.join("\n", row)));
    private boolean isPrinted = true;

    DetectableAdvantageTable(Console out) {
        this.out = out;
    }

    synchronized void add(DetectableAdvantage advantage) {
        if (rows.add(row(advantage))) {
            isPrinted = false;
        }
    }

    synchronized void print() {
        if (isPrinted) {
            return;
        }
        isPrinted = true;
        List<List<String>> table = new ArrayList<>();
        table.add(HEADER);
        table.addAll(rows);
        out.println(
                "Smallest advantage that passes in 4 of 5 runs, if cross-prediction is right on half of the items:");
        out.println(TextTable.of(table) + System.lineSeparator());
    }

    private static List<String> row(DetectableAdvantage advantage) {
        ComparisonRequest request = advantage.request();
        return List.of(
                request.property().name(),
                request.target(),
                request.predictorName(),
                String.valueOf(advantage.prompts()),
                String.format(Locale.ROOT, "> %+.3f", advantage.margin()),
                advantage.advantage().isEmpty()
                        ? "none"
                        : String.format(Locale.ROOT, "%+.3f", advantage.advantage().getAsDouble()));
    }
}

package dev.inward.report;

import dev.inward.study.ComparisonRequest;
import dev.inward.verdict.DetectableAdvantage;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What planned comparisons could show, one line each, printed where it has changed.
 *
 * <p>This class is thread-safe.
 */
final class DetectableAdvantageTable {

    private static final List<String> HEAD =
            List.of("property", "target", "predictor", "prompts", "claim", "shown from");

    private final PrintStream out;
    private final SortedSet<List<String>> lines =
            new TreeSet<>(Comparator.comparing((List<String> line) -> String.join("\n", line)));
    private boolean isPrinted = true;

    DetectableAdvantageTable(PrintStream out) {
        this.out = out;
    }

    synchronized void add(DetectableAdvantage advantage) {
        if (lines.add(line(advantage))) {
            isPrinted = false;
        }
    }

    synchronized void print() {
        if (isPrinted) {
            return;
        }
        isPrinted = true;
        List<List<String>> table = new ArrayList<>();
        table.add(HEAD);
        table.addAll(lines);
        out.println(
                "Advantages that would be shown 4 times of 5, were cross-prediction right half of the times:");
        out.println(TextTable.of(table) + System.lineSeparator());
    }

    private static List<String> line(DetectableAdvantage advantage) {
        ComparisonRequest request = advantage.request();
        return List.of(
                request.property().name(),
                request.target(),
                request.predictor(),
                String.valueOf(advantage.prompts()),
                String.format(Locale.ROOT, "> %+.3f", advantage.margin()),
                advantage.advantage().isEmpty()
                        ? "none"
                        : String.format(Locale.ROOT, "%+.3f", advantage.advantage().getAsDouble()));
    }
}

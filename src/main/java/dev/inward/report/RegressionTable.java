package dev.inward.report;

import dev.inward.verdict.Decision;
import dev.inward.verdict.RunOutcome;
import dev.inward.verdict.Verdict;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * One line a cell that was held against a baseline, and beneath it why a verdict is no PASS and
 * which cells of the baseline were not executed; printed when the run is over.
 *
 * <p>This class is thread-safe.
 */
final class RegressionTable {

    private final PrintStream out;
    private final List<Verdict> verdicts = new ArrayList<>();

    RegressionTable(PrintStream out) {
        this.out = out;
    }

    synchronized void add(Verdict verdict) {
        verdicts.add(verdict);
    }

    /** Prints the verdicts that came since it was printed last. */
    synchronized void print(RunOutcome outcome) {
        if (verdicts.isEmpty()) {
            return;
        }
        List<Verdict> sorted = verdicts.stream().sorted(VerdictOrder.COMPARATOR).toList();
        verdicts.clear();
        List<List<String>> lines = new ArrayList<>();
        lines.add(RegressionRow.HEAD);
        sorted.stream().map(RegressionRow::of).forEach(lines::add);
        out.println("New version against the baseline:");
        out.println(TextTable.of(lines));
        sorted.stream()
                .filter(verdict -> verdict.decision() != Decision.PASS)
                .map(
                        verdict ->
                                "%s: %s of %s: %s"
                                        .formatted(
                                                verdict.decision(),
                                                verdict.evidence().request().property().name(),
                                                verdict.evidence(),
                                                verdict.judgement().reason()))
                .forEach(out::println);
        outcome.notExecuted().forEach(cell -> out.println("not executed: " + cell));
        out.println();
    }
}

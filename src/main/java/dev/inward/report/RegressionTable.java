package dev.inward.report;

import dev.inward.verdict.Decision;
import dev.inward.verdict.GateVerdict;
import dev.inward.verdict.RunOutcome;
import dev.inward.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table with one row for each cell that was compared with a baseline, and one for all cells
 * together, printed at the end of the run. Below it are the reasons of verdicts other than PASS and
 * the cells that were not executed.
 *
 * <p>This class is thread-safe.
 */
final class RegressionTable {

    private final Console out;
    private final List<Verdict> verdicts = new ArrayList<>();
    private @Nullable GateVerdict gate;

    RegressionTable(Console out) {
        this.out = out;
    }

    synchronized void add(Verdict verdict) {
        verdicts.add(verdict);
    }

    synchronized void add(GateVerdict verdict) {
        gate = verdict;
    }

    /** Prints the verdicts that were added since the last call. */
    synchronized void print(RunOutcome outcome) {
        if (verdicts.isEmpty()) {
            return;
        }
        List<Verdict> sorted = verdicts.stream().sorted(VerdictOrder.COMPARATOR).toList();
        verdicts.clear();
        List<List<String>> rows = new ArrayList<>();
        rows.add(RegressionRow.HEADER);
        sorted.stream().map(RegressionRow::of).forEach(rows::add);
        Optional<GateVerdict> all = Optional.ofNullable(gate);
        all.map(RegressionRow::of).ifPresent(rows::add);
        out.println("New version against the baseline:");
        out.println(TextTable.of(rows));
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
        all.map(RegressionTable::line).ifPresent(out::println);
        outcome.notExecuted().forEach(cell -> out.println("not executed: " + cell));
        out.println();
    }

    private static String line(GateVerdict gate) {
        return "%s: all %d cells together: %s"
                .formatted(gate.decision(), gate.cells(), gate.judgement().reason());
    }
}

package dev.inward.report;

import dev.inward.report.format.TextTable;
import dev.inward.verdict.RunOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table with one row for each cell that was compared with a baseline, printed at the end of the
 * run. Below it are the reasons of verdicts other than PASS and the cells that were not executed.
 */
final class RegressionTable {

    private RegressionTable() {}

    /** Returns the table; empty if no cell was compared with a baseline. */
    static String of(RunVerdicts verdicts, RunOutcome outcome) {
        List<RunVerdicts.Judged> regressions = verdicts.regressions();
        if (regressions.isEmpty()) {
            return "";
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(RegressionRow.HEADER);
        rows.addAll(verdicts.regressionRows());
        List<String> lines =
                new ArrayList<>(List.of("New version against the baseline:", TextTable.of(rows)));
        regressions.stream()
                .filter(regression -> !regression.isPass())
                .map(regression -> regression.explanation(""))
                .forEach(lines::add);
        verdicts.gate().map(RegressionTable::line).ifPresent(lines::add);
        outcome.notExecuted().forEach(cell -> lines.add("not executed: " + cell));
        lines.add("");
        return String.join(System.lineSeparator(), lines);
    }

    private static String line(ReportedVerdict gate) {
        return String.format(
                Locale.ROOT,
                "%s: all %s cells together: %s",
                gate.text("verdict"),
                gate.text("cells"),
                gate.text("reason"));
    }
}

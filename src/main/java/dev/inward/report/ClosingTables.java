package dev.inward.report;

import dev.inward.parts.WholeRun;
import dev.inward.report.format.Console;
import dev.inward.report.format.Terminal;
import dev.inward.verdict.RunOutcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints the tables and notes at the end of a run. Prints nothing that it has printed before. */
final class ClosingTables {

    private final Console out;
    private String printed = "";
    private boolean isPaperNamed;

    ClosingTables(Console out) {
        this.out = out;
    }

    void print(RunVerdicts verdicts, RunOutcome outcome, WholeRun run) {
        List<String> texts = new ArrayList<>();
        String extent = extent(run);
        if (!extent.isEmpty() && !verdicts.judged().isEmpty()) {
            texts.add(extent);
        }
        texts.add(VerdictTable.of(verdicts, Terminal.width().orElse(Integer.MAX_VALUE)));
        texts.add(RegressionTable.of(verdicts, outcome));
        outcome.broken().forEach(reason -> texts.add("inward: broken: " + firstLine(reason)));
        outcome.notes().forEach(note -> texts.add("inward: " + firstLine(note)));
        texts.removeIf(String::isEmpty);
        String all = String.join(System.lineSeparator(), texts);
        if (!all.isEmpty() && !all.equals(printed)) {
            out.println(all);
            printed = all;
        }
    }

    /** Names the page with the figures of the paper, once. */
    void name(Path paperPage) {
        if (!isPaperNamed) {
            out.println("inward: the figures of the paper beside those of this run: " + paperPage);
            isPaperNamed = true;
        }
    }

    /** Says of how many JVMs the tables are. */
    private static String extent(WholeRun run) {
        if (run.jvms() == 1) {
            return "";
        }
        return run.running() == 0
                ? String.format(
                        Locale.ROOT,
                        "inward: these are the verdicts of %d JVMs so far:",
                        run.jvms())
                : String.format(
                        Locale.ROOT,
                        "inward: these are the verdicts of %d JVMs so far; %d of them still run evals:",
                        run.jvms(),
                        run.running());
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}

package dev.inward.report;

import dev.inward.InwardParameters;
import dev.inward.file.AtomicFile;
import dev.inward.report.json.JsonWriter;
import dev.inward.verdict.GateVerdict;
import dev.inward.verdict.RunOutcome;
import dev.inward.verdict.RunOutcome.Ending;
import dev.inward.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files with the outcome of a run: {@code exit-code}, {@code outcome.json} and {@code
 * summary.md}. Until the run ends, they contain the outcome BROKEN, because the run may crash.
 */
record OutcomeFiles(Path reports) {

    private static final RunOutcome NOT_ENDED =
            new RunOutcome(Ending.BROKEN, 0, null, List.of(), List.of("the run has not ended"));

    /** The content of {@code outcome.json}. */
    record Content(int schema, int exitCode, RunOutcome outcome) {}

    void begin() {
        write(NOT_ENDED, List.of(), Optional.empty());
    }

    /**
     * @param verdicts all verdicts of the run, sorted
     * @param gate the verdict on all cells of the regression gate; empty if there is none
     */
    void write(RunOutcome outcome, List<Verdict> verdicts, Optional<GateVerdict> gate) {
        int exitCode = outcome.ending().exitCode();
        try {
            AtomicFile.write(
                    reports.resolve("outcome.json"),
                    JsonWriter.of(new Content(2, exitCode, outcome)));
            AtomicFile.write(
                    reports.resolve("summary.md"), SummaryPage.of(outcome, verdicts, gate));
            AtomicFile.write(reports.resolve("exit-code"), exitCode + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(
                    ("cannot write the outcome to %s; name a writable folder with -D"
                                    + InwardParameters.REPORTS
                                    + "=")
                            .formatted(reports.toAbsolutePath()),
                    e);
        }
    }
}

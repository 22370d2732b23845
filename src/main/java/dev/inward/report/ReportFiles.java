package dev.inward.report;

import dev.inward.InwardParameters;
import dev.inward.file.AtomicFile;
import dev.inward.parts.WholeOutcome;
import dev.inward.parts.WholeRun;
import dev.inward.report.format.Console;
import dev.inward.report.json.JsonWriter;
import dev.inward.report.page.RunPage;
import dev.inward.report.paper.PaperPage;
import dev.inward.verdict.Decision;
import dev.inward.verdict.RunOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The files in the reports folder and the closing table on the console. Both are of the whole run,
 * even if several JVMs execute it.
 *
 * <p>The caller holds the lock of the reports folder.
 */
final class ReportFiles {

    /** The content of {@code outcome.json}. */
    record Outcome(int schema, int exitCode, RunOutcome outcome) {}

    private final Path reports;
    private final VerdictFile verdictFile;
    private final ClosingTables tables;

    ReportFiles(Path reports, Console out) {
        this.reports = reports;
        verdictFile = new VerdictFile(reports.resolve("verdicts.json"));
        tables = new ClosingTables(out);
    }

    void write(RunOutcome outcome, RunVerdicts verdicts) {
        verdictFile.write(verdicts);
        writeOutcome(outcome.withNotes(ServedModels.of(verdicts).notes()), verdicts);
    }

    private Path paperPage() {
        return reports.resolve(PaperPage.FILE);
    }

    /** A run without such figures does not keep the page of an earlier one. */
    private void writePaperPage(String page) throws IOException {
        if (page.isEmpty()) {
            Files.deleteIfExists(paperPage());
        } else {
            AtomicFile.write(paperPage(), page);
        }
    }

    /** The exit code comes last: a script that waits for it finds all other files. */
    private void writeOutcome(RunOutcome outcome, RunVerdicts verdicts) {
        int exitCode = outcome.ending().exitCode();
        try {
            AtomicFile.write(
                    reports.resolve("outcome.json"),
                    JsonWriter.of(new Outcome(3, exitCode, outcome)));
            AtomicFile.write(reports.resolve("summary.md"), SummaryPage.of(outcome, verdicts));
            writePaperPage(verdicts.paperPage());
            AtomicFile.write(reports.resolve(RunPage.FILE), RunPages.of(outcome, verdicts));
            AtomicFile.write(reports.resolve("exit-code"), exitCode + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(
                    String.format(
                            Locale.ROOT,
                            "cannot write the outcome to %s; name a writable folder with -D"
                                    + InwardParameters.REPORTS
                                    + "=",
                            reports.toAbsolutePath()),
                    e);
        }
    }

    /** A failure shows in the exit code at once, even if the JVM is killed after it. */
    void verdictAdded(Decision decision, WholeRun run) {
        RunVerdicts verdicts = RunVerdicts.of(run);
        if (decision == Decision.FAIL) {
            write(WholeOutcome.of(run), verdicts);
        } else {
            verdictFile.write(verdicts);
        }
    }

    void end(RunOutcome outcome, RunVerdicts verdicts, WholeRun run) {
        tables.print(verdicts, outcome.withNotes(ServedModels.of(verdicts).notes()), run);
        if (!verdicts.paperPage().isEmpty()) {
            tables.name(paperPage());
        }
        write(outcome, verdicts);
    }
}

package dev.inward.report;

import dev.inward.model.budget.PlannedCalls;
import dev.inward.study.AnswerProgress;
import dev.inward.study.ComparisonRequest;
import dev.inward.verdict.DetectableAdvantage;
import dev.inward.verdict.GateVerdict;
import dev.inward.verdict.RegressionClaim;
import dev.inward.verdict.RunListener;
import dev.inward.verdict.RunOutcome;
import dev.inward.verdict.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * Writes all reports of a run: the verdicts and the outcome to the reports folder, progress and
 * tables to standard output, and Allure results if Allure is present and its listener runs.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.INTERNAL, since = "0.1")
public final class RunReport implements RunListener {

    private final Console console = new Console(System.out);
    private final ProgressPrinter progress =
            new ProgressPrinter(console, Terminal.isInteractive(), System::nanoTime);
    private final VerdictTable verdictTable = new VerdictTable(console);
    private final RegressionTable regressionTable = new RegressionTable(console);
    private final PlannedCallsTable plannedCalls = new PlannedCallsTable(console);
    private final DetectableAdvantageTable detectableAdvantages =
            new DetectableAdvantageTable(console);
    private volatile EvalAttachments attachments = AllureDetector.NO_ATTACHMENTS;
    private @Nullable VerdictFile verdictFile;
    private @Nullable OutcomeFiles outcomeFiles;

    /** Creates the report; called by {@link java.util.ServiceLoader}. */
    public RunReport() {}

    @Override
    public synchronized void runStarted(Path reports) {
        attachments = AllureDetector.attachments(reports);
        outcomeFiles = new OutcomeFiles(reports);
        outcomeFiles.begin();
        verdictFile = new VerdictFile(reports.resolve("verdicts.json"));
        verdictFile.begin();
    }

    @Override
    public void trainingStepDone(String predictor, String target, int done, int total) {
        progress.trainingStepDone(predictor, target, done, total);
    }

    @Override
    public void answerCompleted(AnswerProgress tally) {
        progress.answerCompleted(tally);
    }

    @Override
    public void callFailed(String model, String reason) {
        progress.callFailed(model, reason);
    }

    @Override
    public void waitStarted(String model, String reason, Instant until) {
        progress.waitStarted(model, reason, until);
    }

    @Override
    public void comparisonPlanned(DetectableAdvantage advantage) {
        detectableAdvantages.add(advantage);
    }

    @Override
    public void callsPlanned(List<PlannedCalls> calls) {
        plannedCalls.print(calls);
        detectableAdvantages.print();
    }

    @Override
    public void evalStarted(ComparisonRequest comparison) {
        attachments.describe(comparison);
    }

    @Override
    public void verdictReached(Verdict verdict) {
        // Waits here, without a lock, for the comparisons of the ladder: other verdicts can be
        // reported.
        verdict.evidence().ladder();
        report(verdict);
    }

    /** Writes the verdict to disk first, so that it survives a crash. */
    private synchronized void report(Verdict verdict) {
        if (verdictFile != null) {
            verdictFile.add(verdict);
        }
        if (verdict.claim() instanceof RegressionClaim) {
            regressionTable.add(verdict);
            attachments.attachRegression(verdict);
        } else {
            verdictTable.add(verdict);
            attachments.attach(verdict);
        }
    }

    /** Writes the verdict to disk first, so that it survives a crash. */
    @Override
    public synchronized void gateJudged(GateVerdict verdict) {
        if (verdictFile != null) {
            verdictFile.set(verdict);
        }
        regressionTable.add(verdict);
    }

    @Override
    public void baselineWritten(Path written, int cells) {
        progress.end();
        console.println("inward: wrote a baseline of " + cells + " cells to " + written);
    }

    /** Writes the files last: a program that reads them can assume that the run is over. */
    @Override
    public synchronized void runEnded(RunOutcome outcome) {
        progress.end();
        verdictTable.print();
        regressionTable.print(outcome);
        if (outcomeFiles != null && verdictFile != null) {
            outcomeFiles.write(outcome, verdictFile.sorted(), verdictFile.gate());
        }
    }
}

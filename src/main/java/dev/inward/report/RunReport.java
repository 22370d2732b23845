package dev.inward.report;

import dev.inward.model.budget.PlannedCalls;
import dev.inward.study.AnswerTally;
import dev.inward.study.ComparisonRequest;
import dev.inward.verdict.DetectableAdvantage;
import dev.inward.verdict.RegressionClaim;
import dev.inward.verdict.RunListener;
import dev.inward.verdict.RunOutcome;
import dev.inward.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * Makes all reports of a run: {@code verdicts.json} and how the run ended in the reports folder,
 * results for Allure where Allure's listener runs, progress and closing tables on standard output.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.INTERNAL, since = "0.1")
public final class RunReport implements RunListener {

    private final ProgressPrinter progress =
            new ProgressPrinter(System.out, Terminal.isThere(), System::nanoTime);
    private final VerdictTable table = new VerdictTable(System.out);
    private final RegressionTable gate = new RegressionTable(System.out);
    private final PlannedCallsTable plan = new PlannedCallsTable(System.out);
    private final DetectableAdvantageTable power = new DetectableAdvantageTable(System.out);
    private final AllureResults allure = new AllureResults();
    private @Nullable VerdictFile file;
    private @Nullable OutcomeFiles outcomeFiles;

    /** Makes the report; called by {@link java.util.ServiceLoader}. */
    public RunReport() {}

    @Override
    public synchronized void runStarted(Path reports) {
        outcomeFiles = new OutcomeFiles(reports);
        outcomeFiles.begin();
        file = new VerdictFile(reports.resolve("verdicts.json"));
        file.begin();
    }

    @Override
    public void trainingStepDone(String predictor, String target, int done, int total) {
        progress.trainingStepDone(predictor, target, done, total);
    }

    @Override
    public void answerCame(AnswerTally tally) {
        progress.answerCame(tally);
    }

    @Override
    public void comparisonPlanned(DetectableAdvantage advantage) {
        power.add(advantage);
    }

    @Override
    public void planned(List<PlannedCalls> calls) {
        plan.print(calls);
        power.print();
    }

    @Override
    public void evalStarted(ComparisonRequest comparison) {
        allure.describe(comparison);
    }

    @Override
    public void judged(Verdict verdict) {
        // Waits for the comparisons that the ladder is read from, while other verdicts may come.
        verdict.evidence().ladder();
        report(verdict);
    }

    /** Writes the verdict to disk before it is shown anywhere else. */
    private synchronized void report(Verdict verdict) {
        if (file != null) {
            file.add(verdict);
        }
        if (verdict.claim() instanceof RegressionClaim) {
            gate.add(verdict);
            allure.attachRegression(verdict);
        } else {
            table.add(verdict);
            allure.attach(verdict);
        }
    }

    @Override
    public void baselineWritten(Path written, int cells) {
        progress.end();
        System.out.printf("inward: wrote a baseline of %d cells to %s%n", cells, written);
    }

    /** The files last: whoever reads them finds that the run is over. */
    @Override
    public synchronized void runEnded(RunOutcome outcome) {
        progress.end();
        table.print();
        gate.print(outcome);
        if (outcomeFiles != null && file != null) {
            outcomeFiles.write(outcome, file.sorted());
        }
    }
}

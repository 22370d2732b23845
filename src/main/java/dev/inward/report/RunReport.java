package dev.inward.report;

import dev.inward.model.budget.PlannedCalls;
import dev.inward.parts.OpenPart;
import dev.inward.parts.OpenParts;
import dev.inward.parts.WholeOutcome;
import dev.inward.report.format.Console;
import dev.inward.report.format.Terminal;
import dev.inward.study.AnswerProgress;
import dev.inward.verdict.Decision;
import dev.inward.verdict.DetectableAdvantage;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.GateVerdict;
import dev.inward.verdict.RegressionClaim;
import dev.inward.verdict.RunListener;
import dev.inward.verdict.RunOutcome;
import dev.inward.verdict.Verdict;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
    private final PlannedCallsTable plannedCalls = new PlannedCallsTable(console);
    private final DetectableAdvantageTable detectableAdvantages =
            new DetectableAdvantageTable(console);
    private final Map<Evidence, String> evals =
            Collections.synchronizedMap(new IdentityHashMap<>());
    private volatile EvalAttachments attachments = AllureDetector.NO_ATTACHMENTS;
    private volatile SortedMap<String, String> settings = new TreeMap<>();
    private volatile @Nullable OpenPart part;
    private volatile @Nullable ReportFiles files;

    /** Creates the report; called by {@link java.util.ServiceLoader}. */
    public RunReport() {}

    @Override
    public void runStarted(Path reports, SortedMap<String, String> given) {
        attachments = AllureDetector.attachments(reports);
        settings = new TreeMap<>(given);
        OpenPart own = OpenParts.in(reports);
        ReportFiles written = new ReportFiles(reports, console);
        part = own;
        files = written;
        own.whole(
                run -> {
                    written.write(WholeOutcome.of(run), RunVerdicts.of(run));
                    return run;
                });
        describe(settings);
    }

    /** A run does not fail because the page of a test tool lacks what the run was. */
    private void describe(SortedMap<String, String> run) {
        try {
            attachments.describeRun(run);
        } catch (UncheckedIOException e) {
            console.println("inward: " + e.getMessage());
        }
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
    public void defaultIdentityGiven(String model, String notice) {
        progress.defaultIdentityGiven(model, notice);
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
    public void evalStarted(String eval, Evidence evidence) {
        evals.put(evidence, eval);
        attachments.describe(evidence.request());
    }

    @Override
    public void verdictReached(Verdict verdict) {
        // Waits here, without a lock, for the comparisons of the ladder: other verdicts can be
        // reported.
        verdict.evidence().ladder();
        write(verdict);
        if (verdict.claim() instanceof RegressionClaim) {
            attachments.attachRegression(verdict);
        } else {
            attachments.attach(verdict);
        }
    }

    @Override
    public void gateJudged(GateVerdict verdict) {
        write(List.of("GATE"), verdict.decision(), false, ReportedVerdict.of(verdict));
    }

    private void write(Verdict verdict) {
        String eval = evals.getOrDefault(verdict.evidence(), "");
        write(
                ReportedVerdict.identity(eval, verdict),
                verdict.decision(),
                verdict.claim() instanceof RegressionClaim,
                ReportedVerdict.of(eval, verdict));
    }

    /** The verdict is on disk before anything else happens, so that it survives a crash. */
    private void write(
            List<String> identity, Decision decision, boolean mayBeOpen, ReportedVerdict reported) {
        OpenPart own = part;
        ReportFiles written = files;
        if (own == null || written == null) {
            return;
        }
        own.whole(
                before -> {
                    own.addVerdict(identity, decision, mayBeOpen, reported.toJson());
                    own.whole(
                            run -> {
                                written.verdictAdded(decision, run);
                                return run;
                            });
                    return before;
                });
    }

    @Override
    public void baselineWritten(Path written, int cells) {
        progress.end();
        console.println("inward: wrote a baseline of " + cells + " cells to " + written);
    }

    /** Writes the files last: a program that reads them can assume that the run is over. */
    @Override
    public void runEnded(RunOutcome outcome) {
        progress.end();
        OpenPart own = part;
        ReportFiles written = files;
        if (own != null && written != null) {
            own.whole(
                    run -> {
                        RunVerdicts verdicts = RunVerdicts.of(run);
                        written.end(outcome, verdicts, run);
                        describe(withModels(verdicts));
                        return run;
                    });
        }
    }

    /** Adds the models as requested, with what was served. */
    private SortedMap<String, String> withModels(RunVerdicts verdicts) {
        var all = new TreeMap<>(settings);
        ServedModels.of(verdicts).rows().forEach(row -> all.put("model " + row.get(0), row.get(1)));
        return all;
    }
}

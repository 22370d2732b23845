package dev.inward.junit;

import dev.inward.verdict.Decision;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.GateVerdict;
import dev.inward.verdict.Judgement;
import dev.inward.verdict.RunListener;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Reports the claim over all cells of the regression gate as one test: a further invocation of the
 * eval that completes the cells. If no eval sees all cells complete, for example because evals run
 * in parallel, the end of the run reports the claim.
 *
 * <p>This class is thread-safe.
 */
final class GateReporter {

    private final RegressionBaselines baselines;
    private final RunListener listener;
    private @Nullable Evidence invocation;
    private @Nullable GateVerdict reported;
    private @Nullable Judgement shown;

    GateReporter(RegressionBaselines baselines, RunListener listener) {
        this.baselines = baselines;
        this.listener = listener;
    }

    /**
     * Returns the evidence that stands for the invocation of the gate; empty if the cells are not
     * complete, or if the gate already has its invocation.
     *
     * @param last the evidence of an executed cell
     */
    synchronized Optional<Evidence> invocationAfter(Evidence last) {
        if (!baselines.areAllExecuted() || !isNew(baselines.judgeAcrossCells(), shown)) {
            return Optional.empty();
        }
        invocation =
                Evidence.of(
                        last.request(),
                        CompletableFuture.completedFuture(last.comparison()),
                        last.rule(),
                        verdict -> {});
        return Optional.of(invocation);
    }

    synchronized boolean isInvocation(Evidence evidence) {
        return evidence == invocation;
    }

    /** Judges the claim for its invocation, which shows the verdict. */
    synchronized Optional<GateVerdict> show() {
        Optional<GateVerdict> verdict = report();
        shown = verdict.map(GateVerdict::judgement).orElse(null);
        return verdict;
    }

    /** Judges the claim and passes each new verdict to the listener. */
    synchronized Optional<GateVerdict> report() {
        Optional<GateVerdict> verdict = baselines.judgeAcrossCells();
        if (isNew(verdict, reported == null ? null : reported.judgement())) {
            verdict.ifPresent(listener::gateJudged);
            reported = verdict.orElse(null);
        }
        return verdict;
    }

    private static boolean isNew(Optional<GateVerdict> verdict, @Nullable Judgement other) {
        return verdict.filter(judged -> !judged.judgement().equals(other)).isPresent();
    }

    /**
     * Throws if the claim must make the build fail and no test has shown it.
     *
     * @param isInconclusiveFailure whether an inconclusive claim makes the build fail
     */
    synchronized void requireShown(boolean isInconclusiveFailure) {
        GateVerdict verdict = reported;
        if (verdict == null || verdict.judgement().equals(shown)) {
            return;
        }
        if (verdict.decision() == Decision.FAIL
                || (verdict.decision() == Decision.INCONCLUSIVE && isInconclusiveFailure)) {
            throw new RegressionGateException(verdict.explanation());
        }
    }
}

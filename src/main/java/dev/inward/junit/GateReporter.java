package dev.inward.junit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.parts.OpenPart;
import dev.inward.verdict.Decision;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.GateVerdict;
import dev.inward.verdict.Judgement;
import dev.inward.verdict.RunListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Reports the claim over all cells of the regression gate as one test: a further invocation of the
 * eval that completes the cells, in whichever JVM of the run. If no eval sees all cells complete,
 * for example because evals run in parallel, the end of the run reports the claim.
 *
 * <p>This class is thread-safe.
 */
final class GateReporter {

    private final RegressionBaselines baselines;
    private final @Nullable OpenPart part;
    private final RunListener listener;
    private @Nullable Evidence invocation;
    private @Nullable GateVerdict reported;
    private @Nullable Judgement shown;

    /**
     * @param part the part of this JVM; null if the run is only planned
     */
    GateReporter(RegressionBaselines baselines, @Nullable OpenPart part, RunListener listener) {
        this.baselines = baselines;
        this.part = part;
        this.listener = listener;
    }

    /**
     * Returns the evidence that stands for the invocation of the gate; empty if the cells are not
     * complete, or if the gate already has its invocation.
     *
     * @param last the evidence of an executed cell
     */
    synchronized Optional<Evidence> invocationAfter(Evidence last) {
        if (!baselines.areAllStartedExecuted()) {
            return Optional.empty();
        }
        List<JsonNode> cells = cellsOfRun();
        if (!baselines.notExecuted(cells).isEmpty()
                || !isNew(baselines.judgeAcrossCells(cells), shown)) {
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
        Optional<GateVerdict> verdict = baselines.judgeAcrossCells(cellsOfRun());
        if (isNew(verdict, reported == null ? null : reported.judgement())) {
            verdict.ifPresent(listener::gateJudged);
            reported = verdict.orElse(null);
        }
        return verdict;
    }

    /** Adds the cells of this JVM to its part, and returns those of all JVMs of the run. */
    private List<JsonNode> cellsOfRun() {
        Optional<Path> file = baselines.fileToCompare();
        OpenPart own = part;
        if (file.isEmpty() || own == null) {
            return List.of();
        }
        String key = file.get().toAbsolutePath().normalize().toString();
        return own.whole(
                before -> {
                    own.compare(key, baselines.comparedCells());
                    return own.comparedCells(key);
                });
    }

    private static boolean isNew(Optional<GateVerdict> verdict, @Nullable Judgement other) {
        return verdict.filter(judged -> !judged.judgement().equals(other)).isPresent();
    }

    /**
     * Throws if the claim must make the build fail and no test has shown it. While cells are left
     * that other JVMs of the run may execute, only a FAIL does so.
     *
     * @param isInconclusiveFailure whether an inconclusive claim makes the build fail
     */
    synchronized void requireShown(boolean isInconclusiveFailure) {
        GateVerdict verdict = reported;
        if (verdict == null || verdict.judgement().equals(shown)) {
            return;
        }
        boolean isOthersTask =
                part != null
                        && part.isOneOfSeveral()
                        && !baselines.notExecuted(cellsOfRun()).isEmpty();
        if (verdict.decision() == Decision.FAIL
                || (verdict.decision() == Decision.INCONCLUSIVE
                        && isInconclusiveFailure
                        && !isOthersTask)) {
            throw new RegressionGateException(verdict.explanation());
        }
    }
}

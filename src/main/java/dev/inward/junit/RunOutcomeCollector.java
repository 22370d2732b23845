package dev.inward.junit;

import dev.inward.text.ConsoleText;
import dev.inward.text.Excerpt;
import dev.inward.verdict.Decision;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.InconclusiveError;
import dev.inward.verdict.RegressionClaim;
import dev.inward.verdict.RunListener;
import dev.inward.verdict.RunOutcome;
import dev.inward.verdict.Verdict;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * Collects the results of all eval invocations and computes the outcome of the run.
 *
 * <p>This class is thread-safe.
 */
final class RunOutcomeCollector {

    private static final int MAX_FAILURE_LENGTH = 2_000;

    private final Set<Decision> decisions = EnumSet.noneOf(Decision.class);
    private final Set<Evidence> executed = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<String> broken = new ArrayList<>();

    private final @Nullable Integer expectedCells;
    private final RegressionBaselines baselines;
    private final GateReporter gateReporter;
    private final RunListener listener;
    private @Nullable RuntimeException baselineFailure;
    private @Nullable RuntimeException storeFailure;

    /**
     * @param expectedCells how many invocations the run must execute at least; null without a
     *     minimum
     * @param listener receives the outcome
     */
    RunOutcomeCollector(
            @Nullable Integer expectedCells,
            RegressionBaselines baselines,
            GateReporter gateReporter,
            RunListener listener) {
        this.expectedCells = expectedCells;
        this.baselines = baselines;
        this.gateReporter = gateReporter;
        this.listener = listener;
    }

    /**
     * Records a verdict. A single cell of the regression gate that is inconclusive does not count:
     * the claim over all cells does.
     */
    synchronized void addVerdict(Verdict verdict) {
        if (!(verdict.claim() instanceof RegressionClaim)
                || verdict.decision() != Decision.INCONCLUSIVE) {
            decisions.add(verdict.decision());
        }
    }

    /**
     * Records how an invocation ended. A failed assertion counts as FAIL even if it is not a claim.
     * An aborted invocation is neither a failure nor an error.
     */
    synchronized void invocationEnded(
            EvalMethod eval, Evidence evidence, @Nullable Throwable thrown) {
        if (!evidence.verdicts().isEmpty()) {
            executed.add(evidence);
        }
        if (thrown instanceof AssertionError) {
            if (!(thrown instanceof InconclusiveError)) {
                decisions.add(Decision.FAIL);
            }
        } else if (thrown != null && !(thrown instanceof TestAbortedException)) {
            addBroken(eval.description() + ", " + evidence, thrown);
        }
    }

    synchronized void addBroken(String eval, Throwable failure) {
        broken.add(eval + ": " + Excerpt.of(failure.toString(), MAX_FAILURE_LENGTH));
    }

    /** Records that answers of the run were not kept. Only the first such failure counts. */
    synchronized void addStoreFailure(RuntimeException failure) {
        if (storeFailure == null) {
            storeFailure = failure;
            addBroken("the answer store", failure);
        }
    }

    /** Writes the baseline if no eval is broken, and passes the outcome to the listener. */
    synchronized void end() {
        if (broken.isEmpty()) {
            try {
                baselines
                        .write()
                        .ifPresent(
                                written ->
                                        listener.baselineWritten(written.file(), written.cells()));
            } catch (IllegalArgumentException | UncheckedIOException failure) {
                baselineFailure = failure;
                addBroken("writing the baseline", failure);
            }
        }
        listener.runEnded(outcome());
    }

    /**
     * Throws if the run is incomplete. JUnit does not see this by itself: an eval that is not
     * executed throws nothing.
     */
    synchronized void requireComplete() {
        if (baselineFailure != null) {
            throw (RuntimeException) PrintableFailure.of(baselineFailure);
        }
        if (storeFailure != null && broken.size() == 1) {
            // No eval has reported it.
            throw storeFailure;
        }
        String incompleteness = outcome().incompleteness();
        if (broken.isEmpty() && !incompleteness.isEmpty()) {
            throw new IncompleteRunException(ConsoleText.of(incompleteness));
        }
    }

    private RunOutcome outcome() {
        Set<Decision> all = EnumSet.noneOf(Decision.class);
        all.addAll(decisions);
        gateReporter.report().ifPresent(gate -> all.add(gate.decision()));
        return RunOutcome.of(all, executed.size(), expectedCells, baselines.notExecuted(), broken);
    }
}

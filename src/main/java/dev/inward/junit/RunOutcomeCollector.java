package dev.inward.junit;

import dev.inward.verdict.Decision;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.InconclusiveError;
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
 * Counts what a run has come to.
 *
 * <p>This class is thread-safe.
 */
final class RunOutcomeCollector {

    private final Set<Decision> decisions = EnumSet.noneOf(Decision.class);
    private final Set<Evidence> executed = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<String> broken = new ArrayList<>();

    private final @Nullable Integer expected;
    private final RegressionBaselines baselines;
    private final RunListener listener;
    private @Nullable RuntimeException notWritten;

    /**
     * @param expected the fewest invocations to be executed, where somebody said
     * @param listener hears of the end
     */
    RunOutcomeCollector(@Nullable Integer expected, RegressionBaselines baselines, RunListener listener) {
        this.expected = expected;
        this.baselines = baselines;
        this.listener = listener;
    }

    synchronized void judged(Verdict verdict) {
        decisions.add(verdict.decision());
    }

    /**
     * Takes down how an invocation ended. An assertion may fail that was no claim; that an eval was
     * aborted is neither a failure nor an error.
     */
    synchronized void ended(EvalMethod eval, Evidence evidence, @Nullable Throwable thrown) {
        if (!evidence.verdicts().isEmpty()) {
            executed.add(evidence);
        }
        if (thrown instanceof AssertionError) {
            if (!(thrown instanceof InconclusiveError)) {
                decisions.add(Decision.FAIL);
            }
        } else if (thrown != null && !(thrown instanceof TestAbortedException)) {
            broke(eval.description() + ", " + evidence, thrown);
        }
    }

    synchronized void broke(String eval, Throwable failure) {
        broken.add(eval + ": " + failure);
    }

    /** Writes the baseline, where nothing broke, and tells how the run has ended so far. */
    synchronized void end() {
        if (broken.isEmpty()) {
            try {
                baselines.write().ifPresent(it -> listener.baselineWritten(it.file(), it.cells()));
            } catch (IllegalArgumentException | UncheckedIOException failure) {
                notWritten = failure;
                broke("writing the baseline", failure);
            }
        }
        listener.runEnded(outcome());
    }

    /**
     * Throws what would be green otherwise: an eval that is not executed throws nothing. What evals
     * threw is red already.
     */
    synchronized void requireWhole() {
        if (notWritten != null) {
            throw notWritten;
        }
        String lacking = outcome().incompleteness();
        if (broken.isEmpty() && !lacking.isEmpty()) {
            throw new IncompleteRunException(lacking);
        }
    }

    private RunOutcome outcome() {
        return RunOutcome.of(decisions, executed.size(), expected, baselines.notExecuted(), broken);
    }
}

package dev.inward.junit;

import dev.inward.verdict.Decision;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.RunOutcome;
import dev.inward.verdict.RunOutcome.Ending;
import dev.inward.verdict.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a run has come to.
 *
 * <p>This class is thread-safe.
 */
final class RunLedger {

    private final Set<Decision> decisions = EnumSet.noneOf(Decision.class);
    private final Set<Evidence> executed = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<String> broken = new ArrayList<>();

    synchronized void judged(Verdict verdict) {
        decisions.add(verdict.decision());
    }

    /** An invocation is over that has claimed something. */
    synchronized void executed(Evidence evidence) {
        executed.add(evidence);
    }

    /** An assertion failed that was no claim. */
    synchronized void failed() {
        decisions.add(Decision.FAIL);
    }

    synchronized void broke(String eval, Throwable failure) {
        broken.add(eval + ": " + failure);
    }

    synchronized boolean isBroken() {
        return !broken.isEmpty();
    }

    synchronized RunOutcome outcome(@Nullable Integer expected, Baselines baselines) {
        var open =
                new RunOutcome(
                        Ending.BROKEN,
                        executed.size(),
                        expected,
                        baselines.notExecuted(),
                        baselines.notGated(),
                        broken);
        return new RunOutcome(
                ending(open),
                open.executed(),
                expected,
                open.notExecuted(),
                open.notGated(),
                broken);
    }

    private Ending ending(RunOutcome outcome) {
        if (decisions.contains(Decision.FAIL)) {
            return Ending.FAILED;
        }
        if (executed.isEmpty() || !broken.isEmpty() || !outcome.incompleteness().isEmpty()) {
            return Ending.BROKEN;
        }
        return decisions.contains(Decision.INCONCLUSIVE) ? Ending.INCONCLUSIVE : Ending.PASSED;
    }
}

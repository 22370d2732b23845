package dev.inward.verdict;

import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * How a run of evals ended.
 *
 * @param ending the whole in one word
 * @param executed eval invocations that claimed something of their evidence
 * @param expected how many should have; null where nobody said
 * @param notExecuted cells of the baseline that this run did not execute, sorted; copied
 * @param broken what went wrong, in order, each with its eval; copied
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record RunOutcome(
        Ending ending,
        int executed,
        @Nullable Integer expected,
        List<String> notExecuted,
        List<String> broken) {

    /** Copies the lists. */
    public RunOutcome {
        notExecuted = List.copyOf(notExecuted);
        broken = List.copyOf(broken);
    }

    /**
     * {@return how a run ended}
     *
     * @param decisions what claims came to
     * @param executed eval invocations that claimed something of their evidence
     * @param expected how many should have; null where nobody said
     * @param notExecuted cells of the baseline that this run did not execute, sorted
     * @param broken what went wrong, in order, each with its eval
     */
    public static RunOutcome of(
            Set<Decision> decisions,
            int executed,
            @Nullable Integer expected,
            List<String> notExecuted,
            List<String> broken) {
        Ending ending =
                decisions.contains(Decision.INCONCLUSIVE) ? Ending.INCONCLUSIVE : Ending.PASSED;
        if (executed == 0
                || !broken.isEmpty()
                || !incompleteness(executed, expected, notExecuted).isEmpty()) {
            ending = Ending.BROKEN;
        }
        return new RunOutcome(
                decisions.contains(Decision.FAIL) ? Ending.FAILED : ending,
                executed,
                expected,
                notExecuted,
                broken);
    }

    /**
     * How a run ended. Where several hold, the first of FAILED, BROKEN and INCONCLUSIVE counts: a
     * failure that is shown stays one, whatever else went wrong.
     */
    public enum Ending {
        /** Every claim passed, and all that was expected was executed. */
        PASSED(0),
        /** A claim failed, that there is no regression or another. */
        FAILED(1),
        /** No claim failed, but the data allow both for some. */
        INCONCLUSIVE(2),
        /** Something went wrong, less was executed than expected, or nothing at all. */
        BROKEN(3);

        private final int exitCode;

        Ending(int exitCode) {
            this.exitCode = exitCode;
        }

        /** {@return what a program should exit with that ends like this} */
        public int exitCode() {
            return exitCode;
        }
    }

    /** {@return what is missing from the run, in words; empty where nothing is} */
    public String incompleteness() {
        return incompleteness(executed, expected, notExecuted);
    }

    private static String incompleteness(
            int executed, @Nullable Integer expected, List<String> notExecuted) {
        if (expected != null && executed < expected) {
            return "%d eval invocations claimed something, but at least %d were expected (-Dinward.cells=%d); filters, disabled and aborted evals leave some out"
                    .formatted(executed, expected, expected);
        }
        return notExecuted.isEmpty()
                ? ""
                : "%d cells of the baseline were not executed, and what is not executed may have regressed: %s"
                        .formatted(notExecuted.size(), String.join("; ", notExecuted));
    }
}

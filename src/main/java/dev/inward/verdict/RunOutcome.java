package dev.inward.verdict;

import dev.inward.InwardParameters;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a run of evals.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param ending the outcome in one word
 * @param executed the number of eval invocations that checked a claim
 * @param expected the minimum number of such invocations; null if the configuration does not state
 *     it
 * @param notExecuted the cells of the baseline that this run did not execute, sorted; copied
 * @param broken the errors, in order, each with the name of its eval; copied
 * @param notes facts about the run that do not decide how it ended, such as reruns; copied
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record RunOutcome(
        Ending ending,
        int executed,
        @Nullable Integer expected,
        List<String> notExecuted,
        List<String> broken,
        List<String> notes) {

    /**
     * Copies the lists.
     *
     * @param ending as in the record
     * @param executed as in the record
     * @param expected as in the record
     * @param notExecuted as in the record
     * @param broken as in the record
     * @param notes as in the record
     */
    public RunOutcome {
        notExecuted = List.copyOf(notExecuted);
        broken = List.copyOf(broken);
        notes = List.copyOf(notes);
    }

    /**
     * {@return the outcome of a run}
     *
     * @param decisions the decisions on all claims
     * @param executed the number of eval invocations that checked a claim
     * @param expected the minimum number of such invocations; null if the configuration does not
     *     state it
     * @param notExecuted the cells of the baseline that this run did not execute, sorted
     * @param broken the errors, in order, each with the name of its eval
     * @param notes facts about the run that do not decide how it ended
     */
    public static RunOutcome of(
            Set<Decision> decisions,
            int executed,
            @Nullable Integer expected,
            List<String> notExecuted,
            List<String> broken,
            List<String> notes) {
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
                broken,
                notes);
    }

    /**
     * {@return the same outcome with further notes}
     *
     * @param further the notes to add
     */
    public RunOutcome withNotes(List<String> further) {
        return new RunOutcome(
                ending,
                executed,
                expected,
                notExecuted,
                broken,
                Stream.concat(notes.stream(), further.stream()).toList());
    }

    /**
     * The outcome of a run in one word. If several apply, the first of FAILED, BROKEN and
     * INCONCLUSIVE counts. A run with a failed claim is FAILED even if errors occur too.
     *
     * @since 0.1
     */
    public enum Ending {
        /** Every claim passed, and all expected evals were executed. */
        PASSED(0),
        /** At least one claim failed. */
        FAILED(1),
        /** No claim failed, but at least one is inconclusive. */
        INCONCLUSIVE(2),
        /** An error occurred, fewer evals than expected were executed, or none was executed. */
        BROKEN(3);

        private final int exitCode;

        Ending(int exitCode) {
            this.exitCode = exitCode;
        }

        /** {@return the exit code of a program for this outcome: 0, 1, 2 or 3} */
        public int exitCode() {
            return exitCode;
        }
    }

    /**
     * {@return a sentence that names what is missing from the run; empty if the run is complete}
     */
    public String incompleteness() {
        return incompleteness(executed, expected, notExecuted);
    }

    private static String incompleteness(
            int executed, @Nullable Integer expected, List<String> notExecuted) {
        if (expected != null && executed < expected) {
            return String.format(
                    Locale.ROOT,
                    "%d eval invocations checked a claim, but at least %d were expected (-D"
                            + InwardParameters.EXPECTED_CELLS
                            + "=%d). Filters, disabled evals and aborted evals reduce the number.",
                    executed,
                    expected,
                    expected);
        }
        return notExecuted.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%d cells of the baseline were not executed and may have regressed: %s",
                        notExecuted.size(),
                        String.join("; ", notExecuted));
    }
}

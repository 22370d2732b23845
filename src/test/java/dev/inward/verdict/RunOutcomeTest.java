package dev.inward.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.verdict.RunOutcome.Ending;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests how verdicts, errors and evals that were not executed end a run. */
class RunOutcomeTest {

    @ParameterizedTest
    @CsvSource({"PASS, PASSED, 0", "FAIL, FAILED, 1", "INCONCLUSIVE, INCONCLUSIVE, 2"})
    void a_complete_run_ends_as_its_verdicts(Decision decision, Ending ending, int exitCode) {
        RunOutcome outcome = of(EnumSet.of(Decision.PASS, decision), 2, 2, List.of(), List.of());

        assertThat(outcome.ending()).isEqualTo(ending);
        assertThat(outcome.ending().exitCode()).isEqualTo(exitCode);
        assertThat(outcome.incompleteness()).isEmpty();
    }

    @Test
    void a_run_without_a_verdict_an_error_or_too_few_evals_is_broken() {
        assertThat(of(Set.of(), 0, null, List.of(), List.of()).ending()).isEqualTo(Ending.BROKEN);
        assertThat(of(Set.of(Decision.PASS), 1, null, List.of(), List.of("an error")).ending())
                .isEqualTo(Ending.BROKEN);
        assertThat(of(Set.of(Decision.PASS), 1, 2, List.of(), List.of()).ending())
                .isEqualTo(Ending.BROKEN);
        assertThat(of(Set.of(Decision.PASS), 1, null, List.of("a cell"), List.of()).ending())
                .isEqualTo(Ending.BROKEN);
        assertThat(Ending.BROKEN.exitCode()).isEqualTo(3);
    }

    @Test
    void more_evals_than_expected_are_a_complete_run() {
        assertThat(of(Set.of(Decision.PASS), 3, 2, List.of(), List.of()).ending())
                .isEqualTo(Ending.PASSED);
    }

    @Test
    void an_inconclusive_run_with_an_error_is_broken_but_a_failed_one_stays_failed() {
        assertThat(of(Set.of(Decision.INCONCLUSIVE), 1, 1, List.of(), List.of("error")).ending())
                .isEqualTo(Ending.BROKEN);
        assertThat(of(Set.of(Decision.FAIL), 1, 2, List.of(), List.of("error")).ending())
                .isEqualTo(Ending.FAILED);
    }

    @Test
    void an_incomplete_run_says_what_was_not_executed() {
        assertThat(of(Set.of(Decision.PASS), 1, 2, List.of(), List.of()).incompleteness())
                .isEqualTo(
                        "1 eval invocations checked a claim, but at least 2 were expected (-Dinward.cells=2). Filters, disabled evals and aborted evals reduce the number.");
        assertThat(of(Set.of(Decision.PASS), 2, 2, List.of("a", "b"), List.of()).incompleteness())
                .isEqualTo(
                        "2 cells of the baseline were not executed and may have regressed: a; b");
    }

    @Test
    void further_notes_follow_the_first_ones_and_change_nothing_else() {
        RunOutcome outcome =
                RunOutcome.of(Set.of(Decision.PASS), 1, 1, List.of(), List.of(), List.of("first"));

        assertThat(outcome.withNotes(List.of("second")))
                .isEqualTo(
                        new RunOutcome(
                                Ending.PASSED,
                                1,
                                1,
                                List.of(),
                                List.of(),
                                List.of("first", "second")));
    }

    private static RunOutcome of(
            Set<Decision> decisions,
            int executed,
            @Nullable Integer expected,
            List<String> notExecuted,
            List<String> broken) {
        return RunOutcome.of(decisions, executed, expected, notExecuted, broken, List.of());
    }
}

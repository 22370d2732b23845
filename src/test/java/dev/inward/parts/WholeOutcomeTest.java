package dev.inward.parts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.inward.process.ProcessId;
import dev.inward.verdict.Decision;
import dev.inward.verdict.RunOutcome;
import dev.inward.verdict.RunOutcome.Ending;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the outcome of several JVMs and several tries. */
class WholeOutcomeTest {

    private static final RunIdentity BUILD =
            new RunIdentity(null, new ProcessId(1, 1_000_000), true);
    private static final RunIdentity OTHER_BUILD =
            new RunIdentity(null, new ProcessId(2, 1_000_000), true);

    @Test
    void a_failure_in_one_jvm_fails_the_run() {
        RunOutcome outcome =
                outcome(
                        ended(part(BUILD).with(invocation(1, "A", TryResult.FAILED))),
                        ended(part(BUILD).with(invocation(2, "B", TryResult.PASSED))));

        assertThat(outcome.ending()).isEqualTo(Ending.FAILED);
        assertThat(outcome.executed()).isEqualTo(2);
    }

    @Test
    void a_verdict_fails_the_run_even_if_its_jvm_is_killed_before_the_eval_ends() {
        RunOutcome outcome = outcome(dead(part(BUILD).with(verdict(1, "A", Decision.FAIL))));

        assertThat(outcome.ending()).isEqualTo(Ending.FAILED);
        assertThat(outcome.broken())
                .singleElement()
                .asString()
                .contains("ended before its evals did: it crashed or was killed");
    }

    @Test
    void a_killed_jvm_breaks_the_run_although_all_others_pass() {
        RunOutcome outcome =
                outcome(
                        dead(part(BUILD)),
                        ended(part(BUILD).with(invocation(2, "B", TryResult.PASSED))));

        assertThat(outcome.ending()).isEqualTo(Ending.BROKEN);
    }

    @Test
    void a_run_is_broken_while_one_of_its_jvms_runs() {
        RunOutcome outcome =
                outcome(
                        ended(part(BUILD).with(invocation(1, "A", TryResult.PASSED))),
                        new PartsFolder.StoredPart("running", part(BUILD), true));

        assertThat(outcome.ending()).isEqualTo(Ending.BROKEN);
        assertThat(outcome.broken())
                .singleElement()
                .asString()
                .startsWith("the run has not ended: JVM ");
    }

    @Test
    void the_last_of_several_tries_counts_and_all_are_named() {
        RunOutcome outcome =
                outcome(
                        ended(
                                part(BUILD)
                                        .with(invocation(1, "A", TryResult.BROKEN))
                                        .with(invocation(2, "A", TryResult.INCONCLUSIVE))
                                        .with(invocation(3, "A", TryResult.PASSED))));

        assertThat(outcome.ending()).isEqualTo(Ending.PASSED);
        assertThat(outcome.executed()).isEqualTo(1);
        assertThat(outcome.notes())
                .singleElement()
                .asString()
                .startsWith("A, its cell ran 3 times: BROKEN (message of A), INCONCLUSIVE, PASSED");
    }

    @Test
    void a_failed_try_fails_the_run_although_the_last_try_passes() {
        RunOutcome outcome =
                outcome(
                        ended(
                                part(BUILD)
                                        .with(invocation(1, "A", TryResult.FAILED))
                                        .with(invocation(2, "A", TryResult.PASSED))));

        assertThat(outcome.ending()).isEqualTo(Ending.FAILED);
    }

    @Test
    void a_claim_that_once_failed_fails_the_run_although_it_passes_later() {
        RunOutcome outcome =
                outcome(
                        ended(
                                part(BUILD)
                                        .with(verdict(1, "A", Decision.FAIL))
                                        .with(verdict(2, "A", Decision.PASS))
                                        .with(invocation(3, "A", TryResult.PASSED))));

        assertThat(outcome.ending()).isEqualTo(Ending.FAILED);
    }

    @Test
    void tries_count_in_the_order_in_which_they_ended_whatever_the_names_of_the_parts() {
        RunOutcome outcome =
                outcome(
                        ended(part(BUILD).with(invocation(2, "A", TryResult.PASSED))),
                        ended(part(BUILD).with(invocation(1, "A", TryResult.BROKEN))));

        assertThat(outcome.ending()).isEqualTo(Ending.PASSED);
    }

    @Test
    void an_eval_that_starts_at_the_second_try_is_not_broken() {
        RunOutcome outcome =
                outcome(
                        ended(
                                part(BUILD)
                                        .with(
                                                new EvalTry(
                                                        1,
                                                        "A",
                                                        "",
                                                        TryResult.BROKEN,
                                                        false,
                                                        "no models file"))
                                        .with(invocation(2, "A", TryResult.PASSED))));

        assertThat(outcome.ending()).isEqualTo(Ending.PASSED);
    }

    @Test
    void the_jvms_of_a_run_execute_the_expected_cells_together() {
        Part first = part(BUILD).with(invocation(1, "A", TryResult.PASSED)).expecting(2, null);
        Part second = part(BUILD).with(invocation(2, "B", TryResult.PASSED)).expecting(2, null);

        assertThat(outcome(ended(first)).ending()).isEqualTo(Ending.BROKEN);
        assertThat(outcome(ended(first), ended(second)).ending()).isEqualTo(Ending.PASSED);
    }

    @Test
    void a_cell_of_the_baseline_is_executed_if_one_jvm_executes_it() {
        Part first =
                part(BUILD)
                        .with(invocation(1, "A", TryResult.PASSED))
                        .expecting(null, List.of("b", "c"));
        Part second =
                part(BUILD)
                        .with(invocation(2, "B", TryResult.PASSED))
                        .expecting(null, List.of("a", "c"));

        assertThat(outcome(ended(first), ended(second)).notExecuted()).containsExactly("c");
    }

    @Test
    void two_runs_at_the_same_time_are_reported_together() {
        RunOutcome outcome =
                outcome(
                        ended(part(BUILD).with(invocation(1, "A", TryResult.FAILED))),
                        ended(part(OTHER_BUILD).with(invocation(2, "B", TryResult.PASSED))));

        assertThat(outcome.ending()).isEqualTo(Ending.FAILED);
        assertThat(outcome.notes())
                .singleElement()
                .asString()
                .startsWith("2 runs wrote to this folder at the same time");
    }

    @Test
    void the_cells_of_one_run_do_not_stand_in_for_those_of_another() {
        RunOutcome outcome =
                outcome(
                        ended(
                                part(BUILD)
                                        .with(invocation(1, "A", TryResult.PASSED))
                                        .expecting(2, null)),
                        ended(part(OTHER_BUILD).with(invocation(2, "B", TryResult.PASSED))));

        assertThat(outcome.ending()).isEqualTo(Ending.BROKEN);
        assertThat(outcome.broken())
                .singleElement()
                .asString()
                .startsWith("one of the runs: 1 eval invocations checked a claim, but at least 2");
    }

    @Test
    void a_run_that_may_hold_results_of_an_earlier_one_is_broken() {
        Part doubtful =
                Part.begin(new RunIdentity(null, new ProcessId(1, 1_000_000), false), true)
                        .with(invocation(1, "A", TryResult.PASSED));

        RunOutcome outcome = outcome(ended(doubtful));

        assertThat(outcome.ending()).isEqualTo(Ending.BROKEN);
        assertThat(outcome.broken())
                .singleElement()
                .asString()
                .contains("may belong to this run or to an earlier one. Name each run with -D")
                .endsWith(
                        "With Gradle, write: test { doFirst { systemProperty 'inward.run', \"build-${System.currentTimeMillis()}\" } }");
    }

    private static RunOutcome outcome(PartsFolder.StoredPart... parts) {
        return WholeOutcome.of(new WholeRun(List.of(parts)));
    }

    private static Part part(RunIdentity run) {
        return Part.begin(run, false);
    }

    private static PartsFolder.StoredPart ended(Part part) {
        return new PartsFolder.StoredPart("ended", part.ended(true), false);
    }

    private static PartsFolder.StoredPart dead(Part part) {
        return new PartsFolder.StoredPart("dead", part, false);
    }

    private static EvalTry invocation(long order, String eval, TryResult result) {
        return new EvalTry(order, eval, "its cell", result, true, "message of " + eval);
    }

    private static JudgedClaim verdict(long order, String claim, Decision decision) {
        return new JudgedClaim(order, List.of(claim), decision, false, NullNode.getInstance());
    }
}

package dev.inward.study.run;

import static dev.inward.study.PredictionOutcome.MISSING;
import static dev.inward.study.PredictionOutcome.RIGHT;
import static dev.inward.study.PredictionOutcome.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.StoppingRule;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests in which steps a comparison that may stop early collects its items. */
class SequentialRoundsTest {

    private static final int NONE = Integer.MAX_VALUE;

    private final List<Integer> steps = new ArrayList<>();

    @Test
    void the_first_step_has_forty_prompts_and_each_further_one_half_as_many_as_before() {
        Comparison last = collect(request(1, 100), NONE, comparison -> false);

        assertThat(steps).containsExactly(40, 60, 90, 100);
        assertThat(last.rounds()).isEqualTo(100);
        assertThat(last.items()).hasSize(100);
    }

    /** One round has a prompt of each task, so 14 rounds are the first with 40 prompts. */
    @Test
    void each_task_has_the_same_share_of_every_step() {
        collect(request(3, 33), NONE, comparison -> false);

        assertThat(steps).containsExactly(3 * 14, 3 * 21, 3 * 32, 3 * 33);
    }

    @Test
    void many_tasks_have_at_least_ten_prompts_each_in_the_first_step() {
        collect(request(8, 12), NONE, comparison -> false);

        assertThat(steps).containsExactly(8 * 10, 8 * 12);
    }

    @Test
    void fewer_prompts_than_a_first_step_are_collected_at_once() {
        collect(request(1, 30), NONE, comparison -> false);

        assertThat(steps).containsExactly(30);
    }

    @Test
    void nothing_more_is_collected_after_the_decision() {
        Comparison last =
                collect(request(1, 100), NONE, comparison -> comparison.items().size() >= 60);

        assertThat(steps).containsExactly(40, 60);
        assertThat(last.rounds()).isEqualTo(60);
    }

    /** Of the 20 answers of the second step, 11 are missing, as if the budget were spent. */
    @Test
    void a_step_whose_answers_are_mostly_missing_is_left_out() {
        Comparison last = collect(request(1, 100), 49, comparison -> false);

        assertThat(steps).containsExactly(40, 60);
        assertThat(last.rounds()).isEqualTo(40);
        assertThat(last.missing()).isZero();
    }

    @Test
    void a_step_of_which_half_the_answers_are_missing_counts() {
        Comparison last = collect(request(1, 60), 50, comparison -> false);

        assertThat(last.rounds()).isEqualTo(60);
        assertThat(last.missing()).isEqualTo(10);
    }

    /** Five answers of the first step are missing, and none of the further ones. */
    @Test
    void answers_that_were_missing_before_do_not_count_against_a_later_step() {
        Comparison last = collect(request(1, 100), i -> i < 5 || i >= 54);

        assertThat(steps).containsExactly(40, 60, 90);
        assertThat(last.rounds()).isEqualTo(60);
        assertThat(last.missing()).isEqualTo(5 + 6);
    }

    private Comparison collect(ComparisonRequest request, IntPredicate isMissing) {
        return collect(request, isMissing, comparison -> false);
    }

    private Comparison collect(
            ComparisonRequest request, int firstMissing, Predicate<Comparison> isDecided) {
        return collect(request, i -> i >= firstMissing, isDecided);
    }

    private Comparison collect(
            ComparisonRequest request, IntPredicate isMissing, Predicate<Comparison> isDecided) {
        return KnownTruthRounds.collect(
                request,
                items -> {
                    steps.add(items.size());
                    return SyntheticComparison.of(
                                    request,
                                    IntStream.range(0, items.size())
                                            .mapToObj(
                                                    i ->
                                                            SyntheticComparison.scored(
                                                                    items.get(i),
                                                                    isMissing.test(i)
                                                                            ? MISSING
                                                                            : RIGHT,
                                                                    WRONG))
                                            .toList())
                            .build();
                },
                isDecided);
    }

    private static ComparisonRequest request(int tasks, int prompts) {
        List<Task> all =
                IntStream.range(0, tasks).mapToObj(task -> task("task " + task, prompts)).toList();
        return SyntheticComparison.request("self", "cross", all, 1, StoppingRule.WHEN_DECIDED);
    }

    private static Task task(String name, int prompts) {
        return SyntheticComparison.task(
                name,
                IntStream.range(0, prompts)
                        .mapToObj(i -> new Item(name, Map.of(), name + " " + i, Split.HELD_OUT))
                        .toList());
    }
}

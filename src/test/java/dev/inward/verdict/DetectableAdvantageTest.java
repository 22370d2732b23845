package dev.inward.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inward.Margin;
import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.study.PredictionOutcome;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the smallest advantage that a planned comparison can show. */
class DetectableAdvantageTest {

    /**
     * The expected values are the normal approximation, solved for the advantage by brentq of SciPy
     * 1.17.1 with the power of statsmodels 0.15.0. The bounds of Inward also allow for an unseen
     * prompt, so they need a larger advantage.
     */
    @ParameterizedTest
    @CsvSource({
        "50, 0.05, 0.95, 0.2785430887514108",
        "300, 0.05, 0.95, 0.14922377194057646",
        "2000, 0, 0.99, 0.0499647845617189"
    })
    void the_advantage_is_slightly_larger_than_by_the_normal_approximation(
            int prompts, double margin, double confidence, double advantage) {
        assertThat(smallest(margin, confidence, task("one", prompts)))
                .isBetween(advantage, 1.1 * advantage);
    }

    @Test
    void tasks_of_unequal_size_need_a_larger_advantage_than_equal_ones() {
        assertThat(smallest(0.05, 0.95, task("one", 100), task("other", 100)))
                .isEqualTo(smallest(0.05, 0.95, task("one", 200)));
        assertThat(smallest(0.05, 0.95, task("one", 180), task("other", 20)))
                .isEqualTo(smallest(0.05, 0.95, task("one", 72)));
    }

    /** Both tasks ask about the same 40 questions. */
    @Test
    void a_question_of_several_items_is_one_prompt() {
        assertThat(of(0.05, 0.95, task("one", 40), task("one", 40)).prompts()).isEqualTo(40);
    }

    @Test
    void too_few_prompts_can_show_no_advantage() {
        assertThat(of(0.05, 0.95, task("one", 29)).advantage()).isEmpty();
        assertThat(of(0.45, 0.95, task("one", 50)).advantage()).isEmpty();
        assertThat(of(0.6, 0.95, task("one", 5000)).advantage()).isEmpty();
    }

    @Tag("slow")
    @Test
    void an_advantage_of_that_size_passes_about_as_often_as_the_power_says() {
        Task task = task("one", 100);
        double advantage = smallest(0.05, 0.95, task);
        int passed = 0;
        for (int seed = 0; seed < 1000; seed++) {
            passed += decision(task, advantage, seed) == Decision.PASS ? 1 : 0;
        }

        // A thousand studies estimate 0.8 with a standard error of 0.013.
        assertThat(passed / 1000.0).isEqualTo(0.8, within(0.04));
    }

    private static Decision decision(Task task, double advantage, int seed) {
        var random = new SplittableRandom(seed);
        return SyntheticComparison.of(
                        SyntheticComparison.request("self", "cross", task),
                        task.items().stream()
                                .map(
                                        item ->
                                                SyntheticComparison.scored(
                                                        item,
                                                        outcome(random, 0.5 + advantage),
                                                        outcome(random, 0.5)))
                                .toList())
                .evidence()
                .judge(new IntrospectionClaim(new Margin(0.05)))
                .decision();
    }

    private static PredictionOutcome outcome(SplittableRandom random, double accuracy) {
        return random.nextDouble() < accuracy ? PredictionOutcome.RIGHT : PredictionOutcome.WRONG;
    }

    private static double smallest(double margin, double confidence, Task... tasks) {
        return of(margin, confidence, tasks).advantage().orElseThrow();
    }

    private static DetectableAdvantage of(double margin, double confidence, Task... tasks) {
        return DetectableAdvantage.of(
                SyntheticComparison.request("self", "cross", tasks), rule(margin, confidence));
    }

    private static DecisionRule rule(double margin, double confidence) {
        return new DecisionRule(confidence, new Margin(margin), false);
    }

    private static Task task(String name, int prompts) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < prompts; i++) {
            items.add(new Item(name, Map.of(), name + " " + i, Split.HELD_OUT));
        }
        return SyntheticComparison.task(name, items);
    }
}

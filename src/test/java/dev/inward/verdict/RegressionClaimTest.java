package dev.inward.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.inward.Margin;
import dev.inward.statistics.Proportion;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.verdict.figures.AdvantageChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How a change of the advantage and its margin become a decision. */
@Execution(ExecutionMode.CONCURRENT)
class RegressionClaimTest {

    private static final double CONFIDENCE = 0.95;
    private static final int RUNS = 1000;

    @Test
    void the_change_is_paired_by_item() {
        AdvantageChange change = fallen(10, 40, 0.05);

        assertThat(change.n()).isEqualTo(40);
        assertThat(change.then().estimate()).isEqualTo(1);
        assertThat(change.now().estimate()).isEqualTo(0.75);
        assertThat(change.difference().estimate()).isEqualTo(-0.25);
        // sqrt(0.25 * 0.75 / 40)
        assertThat(change.difference().standardError()).isCloseTo(0.0684653, within(1e-6));
    }

    @Test
    void the_p_value_is_that_of_a_fall_by_more_than_the_margin() {
        // Wider than a normal test's 0.0017: an unseen prompt may have risen by two.
        assertThat(fallen(10, 40, 0.05).p()).isBetween(0.0017, 0.05);
        assertThat(fallen(10, 40, 0.25).p()).isBetween(0.5, 0.9);
        assertThat(fallen(0, 40, 0.05).p()).isEqualTo(1);
    }

    @Test
    void each_task_has_the_same_weight() {
        List<AdvantageChange.Pair> pairs = new ArrayList<>(pairs("small", 10, 20));
        pairs.addAll(pairs("large", 0, 180));

        assertThat(AdvantageChange.of(pairs, new Margin(0.05), CONFIDENCE).difference().estimate())
                .isEqualTo(-0.25);
    }

    @Test
    void a_fall_within_the_margin_passes() {
        assertThat(judged(fallen(10, 40, 0.5), 0.5).decision()).isEqualTo(Decision.PASS);
    }

    @Test
    void a_fall_beyond_it_fails_and_says_by_how_much() {
        Judgement judgement = judged(fallen(50, 200, 0.05), 0.05);

        assertThat(judgement.decision()).isEqualTo(Decision.FAIL);
        assertThat(judgement.reason())
                .startsWith("the advantage has changed by at most -0.1")
                .contains("below -0.050");
    }

    @Test
    void what_may_come_by_chance_among_many_cells_does_not_fail() {
        AdvantageChange alone = fallen(10, 40, 0.05);

        Judgement judgement = judged(alone.adjustedTo(0.06), 0.05);

        assertThat(judgement.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(judgement.reason()).contains("among all cells that gate one such may come");
    }

    @Test
    void what_would_settle_it_among_many_cells_is_more_than_there_is() {
        AdvantageChange alone = fallen(21, 100, 0.05);

        Judgement judgement = judged(alone.adjustedTo(25 * alone.p()), 0.05);

        assertThat(judgement.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(judgement.itemsToSettle().orElseThrow()).isGreaterThan(100);
    }

    @Test
    void a_margin_inside_the_interval_is_inconclusive_and_says_how_many_items_would_settle_it() {
        Judgement judgement = judged(fallen(10, 40, 0.2), 0.2);

        assertThat(judgement.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(judgement.reason()).contains("on both sides of -0.200");
        assertThat(judgement.itemsToSettle().orElseThrow()).isGreaterThan(40);
    }

    @Test
    void a_fall_that_may_be_beyond_the_margin_takes_more_items_where_many_cells_gate() {
        AdvantageChange alone = fallen(10, 40, 0.2);
        AdvantageChange amongMany = alone.adjustedTo(Math.min(1, 25 * alone.p()));

        assertThat(judged(amongMany, 0.2).itemsToSettle().orElseThrow())
                .isGreaterThan(judged(alone, 0.2).itemsToSettle().orElseThrow());
    }

    @Test
    void a_margin_below_zero_is_refused() {
        assertThatThrownBy(() -> new RegressionClaim(new Margin(-0.01)))
                .hasMessageContaining("at least 0, got -0.01");
    }

    /**
     * The advantage has fallen by exactly the margin: the worst that either error allows. At 95 %
     * confidence at most one in twenty may pass, and at most one in twenty may fail.
     */
    @Test
    void on_the_margin_neither_verdict_comes_more_often_than_the_level_allows() {
        var random = new SplittableRandom(1);
        int passed = 0;
        int failed = 0;
        for (int run = 0; run < RUNS; run++) {
            Decision decision = judged(coins(random, 0.8, 0.7, 0.1), 0.1).decision();
            passed += decision == Decision.PASS ? 1 : 0;
            failed += decision == Decision.FAIL ? 1 : 0;
        }

        assertThat(passed).isPositive();
        assertThat(failed).isPositive();
        assertThat(Proportion.of(passed, RUNS).clopperPearson(0.95).lower())
                .as("passed %d of %d", passed, RUNS)
                .isLessThanOrEqualTo(0.05);
        assertThat(Proportion.of(failed, RUNS).clopperPearson(0.95).lower())
                .as("failed %d of %d", failed, RUNS)
                .isLessThanOrEqualTo(0.05);
    }

    @Test
    void a_version_that_is_as_good_never_fails_in_a_thousand_runs() {
        var random = new SplittableRandom(2);
        for (int run = 0; run < RUNS; run++) {
            assertThat(judged(coins(random, 0.8, 0.8, 0.2), 0.2).decision())
                    .isNotEqualTo(Decision.FAIL);
        }
    }

    /** Self-prediction that is right with some probability beside cross-prediction with 0.4. */
    private static AdvantageChange coins(
            SplittableRandom random, double then, double now, double margin) {
        var pairs = new ArrayList<AdvantageChange.Pair>();
        for (int i = 0; i < 150; i++) {
            pairs.add(
                    new AdvantageChange.Pair(
                            new Item("any", Map.of(), "prompt " + i, Split.HELD_OUT),
                            coin(random, then) - coin(random, 0.4),
                            coin(random, now) - coin(random, 0.4)));
        }
        return AdvantageChange.of(pairs, new Margin(margin), CONFIDENCE);
    }

    private static double coin(SplittableRandom random, double probability) {
        return random.nextDouble() < probability ? 1 : 0;
    }

    private static Judgement judged(AdvantageChange change, double margin) {
        return new RegressionClaim(new Margin(margin)).judge(change);
    }

    /** An advantage of 1 on every item, which is gone on some of them. */
    private static AdvantageChange fallen(int gone, int items, double margin) {
        return AdvantageChange.of(pairs("any", gone, items), new Margin(margin), CONFIDENCE);
    }

    private static List<AdvantageChange.Pair> pairs(String task, int gone, int items) {
        var pairs = new ArrayList<AdvantageChange.Pair>();
        for (int i = 0; i < items; i++) {
            var item = new Item(task, Map.of(), task + " " + i, Split.HELD_OUT);
            pairs.add(new AdvantageChange.Pair(item, 1, i < gone ? 0 : 1));
        }
        return pairs;
    }
}

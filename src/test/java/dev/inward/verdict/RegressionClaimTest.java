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
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tests how a change of the advantage and its margin decide a claim. */
@Execution(ExecutionMode.CONCURRENT)
class RegressionClaimTest {

    private static final double CONFIDENCE = 0.95;
    private static final int RUNS = 1000;

    @Test
    void the_change_is_paired_by_item() {
        AdvantageChange change = fallen(10, 40, 0.05);

        assertThat(change.n()).isEqualTo(40);
        assertThat(change.oldAdvantage().estimate()).isEqualTo(1);
        assertThat(change.newAdvantage().estimate()).isEqualTo(0.75);
        assertThat(change.difference().estimate()).isEqualTo(-0.25);
        // sqrt(0.25 * 0.75 / 40)
        assertThat(change.difference().standardError()).isCloseTo(0.0684653, within(1e-6));
    }

    @Test
    void the_p_value_tests_a_fall_by_more_than_the_margin() {
        // Larger than the 0.0017 of a normal test, since an unseen prompt may have risen by 2.
        assertThat(fallen(10, 40, 0.05).p()).isBetween(0.0017, 0.05);
        assertThat(fallen(10, 40, 0.25).p()).isBetween(0.5, 0.9);
        assertThat(fallen(0, 40, 0.05).p()).isEqualTo(1);
    }

    @Test
    void each_task_has_the_same_weight() {
        List<AdvantageChange.ItemAdvantages> pairs = new ArrayList<>(pairs("small", 10, 20));
        pairs.addAll(pairs("large", 0, 180));

        assertThat(AdvantageChange.of(pairs, new Margin(0.05), CONFIDENCE).difference().estimate())
                .isEqualTo(-0.25);
    }

    @Test
    void a_fall_within_the_margin_passes() {
        assertThat(judge(fallen(10, 40, 0.5), 0.5).decision()).isEqualTo(Decision.PASS);
    }

    @Test
    void a_fall_beyond_the_margin_fails_and_the_reason_names_its_size() {
        Judgement judgement = judge(fallen(50, 200, 0.05), 0.05);

        assertThat(judgement.decision()).isEqualTo(Decision.FAIL);
        assertThat(judgement.reason())
                .startsWith("the advantage has changed by at most -0.1")
                .contains("below -0.050");
    }

    @Test
    void a_change_that_may_occur_by_chance_among_many_cells_does_not_fail() {
        AdvantageChange unadjusted = fallen(10, 40, 0.05);

        Judgement judgement = judge(unadjusted.withAdjustedP(0.06), 0.05);

        assertThat(judgement.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(judgement.reason())
                .contains("among all cells of the gate one such change may occur");
    }

    @Test
    void more_items_than_measured_would_settle_a_change_among_many_cells() {
        AdvantageChange unadjusted = fallen(21, 100, 0.05);

        Judgement judgement = judge(unadjusted.withAdjustedP(25 * unadjusted.p()), 0.05);

        assertThat(judgement.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(expected(judgement)).isGreaterThan(100);
    }

    @Test
    void a_margin_inside_the_interval_is_inconclusive_and_says_how_many_items_would_settle_it() {
        Judgement judgement = judge(fallen(10, 40, 0.2), 0.2);

        assertThat(judgement.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(judgement.reason()).contains("on both sides of -0.200");
        assertThat(expected(judgement)).isGreaterThan(40);
    }

    @Test
    void a_possible_fall_beyond_the_margin_needs_more_items_if_many_cells_gate() {
        AdvantageChange unadjusted = fallen(10, 40, 0.2);
        AdvantageChange amongMany = unadjusted.withAdjustedP(Math.min(1, 25 * unadjusted.p()));

        assertThat(expected(judge(amongMany, 0.2))).isGreaterThan(expected(judge(unadjusted, 0.2)));
    }

    @Test
    void a_possible_pass_needs_no_more_items_if_many_cells_gate() {
        AdvantageChange unadjusted = fallen(10, 40, 0.3);

        assertThat(expected(judge(unadjusted.withAdjustedP(1), 0.3)))
                .isEqualTo(expected(judge(unadjusted, 0.3)));
    }

    @Test
    void bounds_that_touch_the_margin_decide_nothing() {
        AdvantageChange change = fallen(10, 40, 0.2).withAdjustedP(1);

        Judgement atLower = judge(change, -change.bounds().lower());
        assertThat(atLower.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(atLower.reason()).startsWith("the change lies between");
        assertThat(judge(change, -change.bounds().upper()).reason())
                .startsWith("the change lies between");
    }

    @Test
    void an_adjusted_p_value_of_one_minus_the_confidence_still_fails() {
        AdvantageChange change = fallen(50, 200, 0.05);

        assertThat(judge(change.withAdjustedP(1 - CONFIDENCE), 0.05).decision())
                .isEqualTo(Decision.FAIL);
        assertThat(judge(change.withAdjustedP(Math.nextUp(1 - CONFIDENCE)), 0.05).decision())
                .isEqualTo(Decision.INCONCLUSIVE);
    }

    @Test
    void each_reason_names_the_bound_and_the_lowest_accepted_change() {
        AdvantageChange small = fallen(10, 40, 0.5);
        AdvantageChange large = fallen(50, 200, 0.05).withAdjustedP(0.06);

        assertThat(judge(small, 0.5).reason())
                .isEqualTo(
                        String.format(
                                Locale.ROOT,
                                "the advantage has changed by at least %.3f, above -0.500",
                                small.bounds().lower()));
        assertThat(judge(large, 0.05).reason())
                .startsWith(
                        String.format(
                                Locale.ROOT,
                                "the change of this cell is at most %.3f, below -0.050",
                                large.bounds().upper()));
    }

    @Test
    void a_margin_below_zero_is_refused() {
        assertThatThrownBy(() -> new RegressionClaim(new Margin(-0.01)))
                .hasMessageContaining("at least 0, got -0.01");
    }

    /**
     * The advantage has fallen by exactly the margin: the worst case for both errors. At 95 %
     * confidence at most 5 % of the runs may pass, and at most 5 % may fail.
     */
    @Tag("slow")
    @Test
    void on_the_margin_neither_verdict_is_more_frequent_than_the_significance_level() {
        var random = new SplittableRandom(1);
        int passed = 0;
        int failed = 0;
        for (int run = 0; run < RUNS; run++) {
            Decision decision = judge(coins(random, 0.8, 0.7, 0.1), 0.1).decision();
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

    @Tag("slow")
    @Test
    void an_equally_good_version_never_fails_in_a_thousand_runs() {
        var random = new SplittableRandom(2);
        for (int run = 0; run < RUNS; run++) {
            assertThat(judge(coins(random, 0.8, 0.8, 0.2), 0.2).decision())
                    .isNotEqualTo(Decision.FAIL);
        }
    }

    /**
     * Returns the change of a self-prediction with two accuracies, beside a cross-prediction with
     * accuracy 0.4.
     */
    private static AdvantageChange coins(
            SplittableRandom random, double oldAccuracy, double newAccuracy, double margin) {
        var pairs = new ArrayList<AdvantageChange.ItemAdvantages>();
        for (int i = 0; i < 150; i++) {
            pairs.add(
                    new AdvantageChange.ItemAdvantages(
                            new Item("any", Map.of(), "prompt " + i, Split.HELD_OUT),
                            coin(random, oldAccuracy) - coin(random, 0.4),
                            coin(random, newAccuracy) - coin(random, 0.4)));
        }
        return AdvantageChange.of(pairs, new Margin(margin), CONFIDENCE);
    }

    private static double coin(SplittableRandom random, double probability) {
        return random.nextDouble() < probability ? 1 : 0;
    }

    private static long expected(Judgement judgement) {
        return judgement.itemsToSettle().orElseThrow().expected().orElseThrow();
    }

    private static Judgement judge(AdvantageChange change, double margin) {
        return new RegressionClaim(new Margin(margin)).judge(change);
    }

    /** Returns the change of an advantage of 1 on every item, which is lost on some of them. */
    private static AdvantageChange fallen(int lost, int items, double margin) {
        return AdvantageChange.of(pairs("any", lost, items), new Margin(margin), CONFIDENCE);
    }

    private static List<AdvantageChange.ItemAdvantages> pairs(String task, int lost, int items) {
        var pairs = new ArrayList<AdvantageChange.ItemAdvantages>();
        for (int i = 0; i < items; i++) {
            var item = new Item(task, Map.of(), task + " " + i, Split.HELD_OUT);
            pairs.add(new AdvantageChange.ItemAdvantages(item, 1, i < lost ? 0 : 1));
        }
        return pairs;
    }
}

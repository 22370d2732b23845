package dev.inward.verdict;

import static dev.inward.study.PredictionOutcome.MISSING;
import static dev.inward.study.PredictionOutcome.RIGHT;
import static dev.inward.study.PredictionOutcome.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.Margin;
import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.study.ItemRounds;
import dev.inward.study.PredictionOutcome;
import dev.inward.study.ScoredItem;
import dev.inward.study.StoppingRule;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.verdict.figures.AdvantageChange;
import dev.inward.verdict.figures.AdvantageChange.ItemAdvantages;
import dev.inward.verdict.figures.Bounds;
import dev.inward.verdict.figures.ChangeAcrossCells;
import dev.inward.verdict.figures.Figures;
import dev.inward.verdict.items.ItemDifferences;
import dev.inward.verdict.items.ItemMeans;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that a verdict holds whatever the missing answers would have been. */
class MissingAnswersTest {

    private static final List<PredictionOutcome> ANSWERS = List.of(RIGHT, WRONG);
    private static final int ITEMS = 400;
    private static final Margin MARGIN = new Margin(0.05);

    /** The items with all answers decide the claim, but four missing answers may reverse it. */
    @ParameterizedTest(name = "self-prediction alone is right on {0} items")
    @CsvSource({"32, PASS", "12, FAIL"})
    void a_claim_stays_open_if_the_missing_answers_could_decide_otherwise(
            int selfRight, Decision ofCompleteItems) {
        assertThat(judge(items(selfRight, 0)).decision()).isEqualTo(ofCompleteItems);

        Judgement judgement = judge(items(selfRight, 4)).judgement();

        assertThat(judgement.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(judgement.reason())
                .startsWith("the advantage lies between ")
                .contains("But 4 items lack an answer")
                .endsWith("Repeat the run: it asks for the missing answers again.");
        assertThat(judgement.itemsToSettle()).isEmpty();
    }

    @ParameterizedTest(name = "self-prediction alone is right on {0} items")
    @CsvSource({"80, PASS", "0, FAIL"})
    void a_claim_is_decided_if_no_missing_answer_can_change_it(int selfRight, Decision decision) {
        assertThat(judge(items(selfRight, 4)).decision()).isEqualTo(decision);
    }

    /** The bounds are no closer than those of any way to fill in the missing answers. */
    @ParameterizedTest
    @EnumSource(StoppingRule.class)
    void the_bounds_hold_for_all_answers_that_may_be_missing(StoppingRule stopping) {
        List<ScoredItem> complete = items(60, 0).subList(0, 120);
        Bounds bounds = bounds(withMissing(complete), stopping);

        for (PredictionOutcome self : ANSWERS) {
            for (PredictionOutcome cross : ANSWERS) {
                List<ScoredItem> filled = new ArrayList<>(complete);
                filled.add(SyntheticComparison.scored(item(500), self, RIGHT));
                filled.add(SyntheticComparison.scored(item(501), WRONG, cross));
                Bounds full = bounds(filled, stopping);

                assertThat(bounds.lower()).isLessThanOrEqualTo(full.lower());
                assertThat(bounds.upper()).isGreaterThanOrEqualTo(full.upper());
                assertThat(bounds.p(0.3)).isGreaterThanOrEqualTo(full.p(0.3));
            }
        }
    }

    /** Without self-prediction, a wrong cross-prediction leaves 0 or 1, a right one −1 or 0. */
    @Test
    void the_answer_that_is_present_limits_the_advantage() {
        List<ScoredItem> missingBesideRight = new ArrayList<>(items(60, 0));
        List<ScoredItem> missingBesideWrong = new ArrayList<>(items(60, 0));
        for (int i = 0; i < 4; i++) {
            missingBesideRight.add(SyntheticComparison.scored(item(500 + i), MISSING, RIGHT));
            missingBesideWrong.add(SyntheticComparison.scored(item(500 + i), MISSING, WRONG));
        }

        assertThat(bounds(missingBesideRight, StoppingRule.AT_THE_END).lower())
                .isLessThan(bounds(missingBesideWrong, StoppingRule.AT_THE_END).lower());
        assertThat(bounds(missingBesideRight, StoppingRule.AT_THE_END).upper())
                .isLessThan(bounds(missingBesideWrong, StoppingRule.AT_THE_END).upper());
    }

    @Test
    void a_regression_stays_open_if_the_missing_answers_could_hide_a_fall() {
        List<ItemAdvantages> complete = changes(300, 0);
        List<ItemAdvantages> incomplete = changes(300, 6);

        assertThat(judgeChange(complete).decision()).isEqualTo(Decision.PASS);
        assertThat(judgeChange(incomplete).decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(judgeChange(incomplete).reason())
                .startsWith("the change lies between")
                .contains("But 6 items lack an answer");
    }

    @Test
    void the_change_over_all_cells_counts_missing_answers_as_the_least_favourable_ones() {
        ChangeAcrossCells complete =
                ChangeAcrossCells.of(List.of(changes(300, 0), changes(300, 0)), 2, MARGIN, 0.95);
        ChangeAcrossCells incomplete =
                ChangeAcrossCells.of(List.of(changes(300, 6), changes(300, 0)), 2, MARGIN, 0.95);

        assertThat(incomplete.lower()).isLessThan(complete.lower() - 0.015);
        assertThat(incomplete.upper()).isGreaterThanOrEqualTo(complete.upper());
        assertThat(incomplete.oldAdvantage()).isEqualTo(complete.oldAdvantage());
        assertThat(incomplete.p()).isGreaterThanOrEqualTo(complete.p());
    }

    /** The old version lost every item, so a missing answer of the new one may be a rise of 2. */
    @Test
    void a_missing_answer_raises_the_upper_bound_of_a_change() {
        List<ItemAdvantages> pairs = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            pairs.add(new ItemAdvantages(item(i), -1, -1));
        }
        AdvantageChange complete = AdvantageChange.of(pairs, MARGIN, 0.95);
        for (int i = 100; i < 105; i++) {
            pairs.add(
                    new ItemAdvantages(item(i), ItemDifferences.exactly(-1), ItemMeans.DIFFERENCE));
        }
        AdvantageChange incomplete = AdvantageChange.of(pairs, MARGIN, 0.95);

        assertThat(incomplete.bounds().upper()).isGreaterThan(complete.bounds().upper() + 0.09);
        assertThat(incomplete.difference().estimate()).isZero();
    }

    @Test
    void a_missing_answer_of_either_version_leaves_an_item_incomplete() {
        List<ItemAdvantages> pairs = changes(300, 0);
        pairs.add(new ItemAdvantages(item(301), ItemMeans.DIFFERENCE, ItemDifferences.exactly(1)));
        pairs.add(new ItemAdvantages(item(302), ItemDifferences.exactly(1), ItemMeans.DIFFERENCE));

        AdvantageChange change = AdvantageChange.of(pairs, MARGIN, 0.95);

        assertThat(change.n()).isEqualTo(300);
        assertThat(change.missing()).isEqualTo(2);
    }

    private static Judgement judgeChange(List<ItemAdvantages> pairs) {
        return new RegressionClaim(MARGIN).judge(AdvantageChange.of(pairs, MARGIN, 0.95));
    }

    /** Returns advantages that did not change, with some missing answers of the new version. */
    private static List<ItemAdvantages> changes(int complete, int missing) {
        List<ItemAdvantages> pairs = new ArrayList<>();
        for (int i = 0; i < complete; i++) {
            pairs.add(new ItemAdvantages(item(i), 1, 1));
        }
        for (int i = 0; i < missing; i++) {
            pairs.add(
                    new ItemAdvantages(
                            item(complete + i), ItemDifferences.exactly(1), ItemMeans.DIFFERENCE));
        }
        return pairs;
    }

    /** Adds an item without self-prediction and one without cross-prediction. */
    private static List<ScoredItem> withMissing(List<ScoredItem> complete) {
        List<ScoredItem> items = new ArrayList<>(complete);
        items.add(SyntheticComparison.scored(item(500), MISSING, RIGHT));
        items.add(SyntheticComparison.scored(item(501), WRONG, MISSING));
        return items;
    }

    private static Bounds bounds(List<ScoredItem> items, StoppingRule stopping) {
        var task = SyntheticComparison.task("pets", items.stream().map(ScoredItem::item).toList());
        var request = SyntheticComparison.request("self", "cross", List.of(task), 1, stopping);
        return Figures.of(
                        SyntheticComparison.of(request, items)
                                .build()
                                .withRounds(ItemRounds.of(request).count()),
                        0.95)
                .orElseThrow()
                .advantageBounds();
    }

    private static Verdict judge(List<ScoredItem> items) {
        var task = SyntheticComparison.task("pets", items.stream().map(ScoredItem::item).toList());
        return SyntheticComparison.of(SyntheticComparison.request("self", "cross", task), items)
                .evidence()
                .judge(new IntrospectionClaim(MARGIN));
    }

    /**
     * Returns items of which self-prediction alone is right on some, and both are wrong on the
     * others.
     */
    private static List<ScoredItem> items(int selfRight, int missing) {
        return IntStream.range(0, ITEMS + missing)
                .mapToObj(
                        i ->
                                SyntheticComparison.scored(
                                        item(i),
                                        i < ITEMS ? i < selfRight ? RIGHT : WRONG : MISSING,
                                        i < ITEMS ? WRONG : MISSING))
                .toList();
    }

    private static Item item(int number) {
        return new Item("pets", Map.of(), "prompt " + number, Split.HELD_OUT);
    }
}

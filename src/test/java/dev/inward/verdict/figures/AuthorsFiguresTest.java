package dev.inward.verdict.figures;

import static dev.inward.study.PredictionOutcome.MISSING;
import static dev.inward.study.PredictionOutcome.NON_COMPLIANT;
import static dev.inward.study.PredictionOutcome.RIGHT;
import static dev.inward.study.PredictionOutcome.WRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.statistics.Proportion;
import dev.inward.study.Comparison;
import dev.inward.study.Prediction;
import dev.inward.study.PredictionOutcome;
import dev.inward.study.ScoredItem;
import dev.inward.task.Item;
import dev.inward.task.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Tests the arithmetic of the paper and ours on the same predictions of two tasks of unequal size.
 */
class AuthorsFiguresTest {

    private final List<ScoredItem> items = new ArrayList<>();

    @Test
    void every_item_has_the_same_weight_while_strict_figures_weight_tasks_equally() {
        add("large", 30, RIGHT, WRONG);
        add("small", 10, WRONG, RIGHT);

        assertThat(figures().authors().self()).isEqualTo(Proportion.of(30, 40));
        assertThat(figures().authors().cross()).isEqualTo(Proportion.of(10, 40));
        assertThat(figures().self().estimate()).isEqualTo(0.5, within(1e-12));
    }

    @Test
    void self_prediction_before_finetuning_is_on_the_items_that_have_it() {
        add("any", 3, RIGHT, WRONG);
        items.add(untrained(items.remove(0), new Prediction("a", RIGHT)));
        items.add(untrained(items.remove(0), new Prediction("gone", MISSING)));

        assertThat(figures().authors().untrainedSelf()).isEqualTo(Proportion.of(1, 2));

        items.replaceAll(item -> untrained(item, new Prediction("gone", MISSING)));

        assertThat(figures().authors().untrainedSelf()).isNull();
    }

    private static ScoredItem untrained(ScoredItem item, Prediction prediction) {
        return new ScoredItem(
                item.item(),
                item.behaviour(),
                item.expected(),
                item.self(),
                item.cross(),
                prediction,
                item.untrainedCross(),
                item.referenceScores(),
                null);
    }

    @Test
    void a_non_compliant_answer_is_wrong() {
        add("any", 10, NON_COMPLIANT, RIGHT);
        add("any", 10, RIGHT, RIGHT);

        assertThat(figures().authors().self()).isEqualTo(Proportion.of(10, 20));
    }

    @Test
    void an_answer_with_other_punctuation_than_the_value_is_wrong() {
        add("any", 10, RIGHT, RIGHT);
        ScoredItem right = items.remove(0);
        items.add(
                new ScoredItem(
                        right.item(),
                        right.behaviour(),
                        right.expected(),
                        new Prediction("A.", RIGHT),
                        right.cross(),
                        right.untrainedSelf(),
                        right.untrainedCross(),
                        right.referenceScores(),
                        null));

        assertThat(figures().authors().self()).isEqualTo(Proportion.of(9, 10));
        assertThat(figures().self().estimate()).isEqualTo(1, within(1e-12));
    }

    @Test
    void the_mode_is_computed_on_the_scored_items_of_each_task() {
        add("one", 3, WRONG, WRONG);
        items.add(wrongWithBehaviour("one", "b"));
        items.add(wrongWithBehaviour("other", "c"));
        items.add(wrongWithBehaviour("other", "c"));
        items.add(wrongWithBehaviour("other", "d"));

        assertThat(figures().authors().modeBaseline()).isEqualTo(Proportion.of(3 + 2, 7));
    }

    @Test
    void the_test_treats_both_predictors_as_unpaired() {
        add("any", 20, RIGHT, WRONG);
        add("any", 10, RIGHT, RIGHT);

        assertThat(figures().authors().difference().first()).isEqualTo(Proportion.of(30, 30));
        assertThat(figures().authors().difference().second()).isEqualTo(Proportion.of(10, 30));
    }

    private Comparison comparison() {
        var request =
                SyntheticComparison.request("a", "b", SyntheticComparison.task("any", List.of()));
        return SyntheticComparison.of(request, items).build();
    }

    private Figures figures() {
        return Figures.of(comparison(), 0.95).orElseThrow();
    }

    private void add(String task, int count, PredictionOutcome self, PredictionOutcome cross) {
        for (int i = 0; i < count; i++) {
            items.add(SyntheticComparison.scored(item(task), self, cross));
        }
    }

    private ScoredItem wrongWithBehaviour(String task, String property) {
        ScoredItem wrong = SyntheticComparison.scored(item(task), WRONG, WRONG);
        return new ScoredItem(
                wrong.item(),
                property,
                property,
                wrong.self(),
                wrong.cross(),
                wrong.untrainedSelf(),
                wrong.untrainedCross(),
                wrong.referenceScores(),
                null);
    }

    private Item item(String task) {
        return new Item(task, Map.of(), task + " " + items.size(), Split.HELD_OUT);
    }
}

package dev.inward.verdict.figures;

import static dev.inward.study.Outcome.NON_COMPLIANT;
import static dev.inward.study.Outcome.RIGHT;
import static dev.inward.study.Outcome.WRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.inward.InwardAssertions;
import dev.inward.Margin;
import dev.inward.knowntruth.MadeComparison;
import dev.inward.statistics.Proportion;
import dev.inward.study.Comparison;
import dev.inward.study.Outcome;
import dev.inward.study.ScoredItem;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.verdict.DecisionRule;
import dev.inward.verdict.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The paper's arithmetic and ours, on the same predictions of two tasks of unequal size. */
class AuthorsFiguresTest {

    private final List<ScoredItem> items = new ArrayList<>();

    @Test
    void every_item_weighs_the_same_where_ours_weighs_every_task_the_same() {
        add("large", 30, RIGHT, WRONG);
        add("small", 10, WRONG, RIGHT);

        assertThat(figures().authors().self()).isEqualTo(Proportion.of(30, 40));
        assertThat(figures().authors().cross()).isEqualTo(Proportion.of(10, 40));
        assertThat(figures().self().estimate()).isEqualTo(0.5, within(1e-12));
    }

    @Test
    void an_answer_that_is_none_is_wrong() {
        add("any", 10, NON_COMPLIANT, RIGHT);
        add("any", 10, RIGHT, RIGHT);

        assertThat(figures().authors().self()).isEqualTo(Proportion.of(10, 20));
    }

    @Test
    void the_mode_is_that_of_the_scored_items_of_each_task() {
        add("one", 3, WRONG, WRONG);
        items.add(behaving("one", "b"));
        items.add(behaving("other", "c"));
        items.add(behaving("other", "c"));
        items.add(behaving("other", "d"));

        assertThat(figures().authors().baseline()).isEqualTo(Proportion.of(3 + 2, 7));
    }

    @Test
    void pairs_are_taken_apart_in_the_test() {
        add("any", 20, RIGHT, WRONG);
        add("any", 10, RIGHT, RIGHT);

        assertThat(figures().authors().difference().first()).isEqualTo(Proportion.of(30, 30));
        assertThat(figures().authors().difference().second()).isEqualTo(Proportion.of(10, 30));
    }

    @Test
    void a_single_item_has_no_error_bar() {
        add("any", 1, RIGHT, WRONG);
        Comparison comparison = comparison();
        Evidence evidence =
                Evidence.of(
                        comparison.request(),
                        CompletableFuture.completedFuture(comparison),
                        new DecisionRule(0.95, new Margin(0.05), false),
                        verdict -> {});

        assertThatThrownBy(
                        () ->
                                InwardAssertions.assertThat(evidence)
                                        .selfPredictionBeatsCrossPrediction()
                                        .byTheMargin())
                .hasMessageContaining("mode authors      self 1.000, cross 0.000, mode");
    }

    private Comparison comparison() {
        var request = MadeComparison.request("a", "b", MadeComparison.task("any", List.of()));
        return MadeComparison.of(request, items).make();
    }

    private Figures figures() {
        return Figures.of(comparison(), 0.95).orElseThrow();
    }

    private void add(String task, int count, Outcome self, Outcome cross) {
        for (int i = 0; i < count; i++) {
            items.add(MadeComparison.scored(item(task), self, cross));
        }
    }

    private ScoredItem behaving(String task, String property) {
        ScoredItem wrong = MadeComparison.scored(item(task), WRONG, WRONG);
        return new ScoredItem(
                wrong.item(),
                property,
                property,
                wrong.self(),
                wrong.cross(),
                wrong.untrainedSelf(),
                wrong.untrainedCross(),
                wrong.yardsticks(),
                null);
    }

    private Item item(String task) {
        return new Item(task, Map.of(), task + " " + items.size(), Split.HELD_OUT);
    }
}

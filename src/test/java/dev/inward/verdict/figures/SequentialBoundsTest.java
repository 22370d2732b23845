package dev.inward.verdict.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.study.Comparison;
import dev.inward.study.ItemRounds;
import dev.inward.study.PredictionOutcome;
import dev.inward.study.ScoredItem;
import dev.inward.study.StoppingRule;
import dev.inward.task.Item;
import dev.inward.task.Split;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests that bounds of items collected in rounds are clustered by prompt. */
class SequentialBoundsTest {

    private static final int PROMPTS = 60;

    @Test
    void five_equal_items_of_a_prompt_are_worth_one() {
        Bounds ofSingle = bounds(1, 1);
        Bounds ofFive = bounds(5, 5);

        assertThat(ofFive.lower()).isEqualTo(ofSingle.lower());
        assertThat(ofFive.upper()).isEqualTo(ofSingle.upper());
        assertThat(ofFive.p(0.05)).isEqualTo(ofSingle.p(0.05));
    }

    @Test
    void a_prompt_with_missing_answers_counts_by_its_answered_items() {
        assertThat(bounds(5, 4).lower()).isLessThan(bounds(5, 5).lower());
        assertThat(bounds(5, 4).lower()).isGreaterThan(0);
    }

    /** Every third prompt is wrong for both predictors, the others only for cross-prediction. */
    private static Bounds bounds(int itemsPerPrompt, int answered) {
        List<Item> items =
                IntStream.range(0, PROMPTS * itemsPerPrompt)
                        .mapToObj(
                                i ->
                                        new Item(
                                                "pets",
                                                Map.of("n", "" + i % itemsPerPrompt),
                                                "prompt " + i / itemsPerPrompt,
                                                Split.HELD_OUT))
                        .toList();
        var request =
                SyntheticComparison.request(
                        "self",
                        "cross",
                        List.of(SyntheticComparison.task("pets", items)),
                        1,
                        StoppingRule.WHEN_DECIDED);
        List<String> order =
                ItemRounds.of(request).first(PROMPTS).stream()
                        .map(Item::objectLevelPrompt)
                        .distinct()
                        .toList();
        List<ScoredItem> scored =
                items.stream()
                        .filter(item -> Integer.parseInt(item.fields().get("n")) < answered)
                        .map(
                                item ->
                                        SyntheticComparison.scored(
                                                item,
                                                order.indexOf(item.objectLevelPrompt()) % 3 == 0
                                                        ? PredictionOutcome.WRONG
                                                        : PredictionOutcome.RIGHT,
                                                PredictionOutcome.WRONG))
                        .toList();
        Comparison comparison = SyntheticComparison.of(request, scored).build().withRounds(PROMPTS);
        return Figures.of(comparison, 0.95).orElseThrow().advantageBounds();
    }
}

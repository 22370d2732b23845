package dev.inward.verdict.regression;

import static dev.inward.knowntruth.SyntheticComparison.model;
import static dev.inward.study.PredictionOutcome.RIGHT;
import static dev.inward.study.PredictionOutcome.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.Margin;
import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.task.Item;
import dev.inward.task.Split;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests a baseline of 100 items and a new version that has the property on some of them. */
class CellChangeTest {

    private static final List<Item> ITEMS =
            IntStream.range(0, 100)
                    .mapToObj(i -> new Item("pets", Map.of(), "prompt " + i, Split.HELD_OUT))
                    .toList();

    @Test
    void a_change_is_judged_on_90_percent_of_the_items() {
        assertThat(changeTo(90).whyUndecidable()).isEmpty();
        assertThat(changeTo(90).change().orElseThrow().n()).isEqualTo(90);
    }

    @Test
    void a_change_on_fewer_than_90_percent_of_the_items_is_not_judged() {
        assertThat(changeTo(89).whyUndecidable().orElseThrow())
                .contains("only 89 of the baseline's 100 items");
    }

    private static CellChange changeTo(int items) {
        ComparedCell cell =
                ComparedCell.of(
                        comparison(items).evidence(),
                        Optional.of(RecordedCell.of(comparison(100).build())),
                        "");
        return CellChange.of(cell, Optional.ofNullable(cell.whyIncomparable()), new Margin(0.05));
    }

    private static SyntheticComparison comparison(int items) {
        return SyntheticComparison.of(
                        SyntheticComparison.request(
                                "self", "cross", SyntheticComparison.task("pets", ITEMS)),
                        ITEMS.stream()
                                .limit(items)
                                .map(item -> SyntheticComparison.scored(item, RIGHT, WRONG))
                                .toList())
                .undefined(ITEMS.size() - items)
                .models(model("self", "greedy"), model("cross", "greedy"));
    }
}

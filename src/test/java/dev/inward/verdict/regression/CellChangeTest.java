package dev.inward.verdict.regression;

import static dev.inward.knowntruth.SyntheticComparison.model;
import static dev.inward.study.PredictionOutcome.MISSING;
import static dev.inward.study.PredictionOutcome.RIGHT;
import static dev.inward.study.PredictionOutcome.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.Margin;
import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.study.PredictionOutcome;
import dev.inward.study.ScoredItem;
import dev.inward.task.Item;
import dev.inward.task.Split;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    @Test
    void a_change_on_fewer_than_30_prompts_counts_as_no_change_beside_the_other_cells() {
        CellChange change = change(all(RIGHT).limit(29), all(WRONG).limit(29));

        assertThat(change.whyUndecidable().orElseThrow()).contains("there are 29 prompts");
        assertThat(change.change().orElseThrow().p()).isLessThan(0.001);
        assertThat(change.p()).isEqualTo(1);
    }

    @Test
    void one_percent_of_missing_answers_in_the_baseline_is_accepted_and_more_is_not() {
        assertThat(change(missing(1), all(RIGHT)).whyUndecidable()).isEmpty();
        assertThat(change(missing(2), all(RIGHT)).whyUndecidable())
                .hasValue(
                        "2 of the baseline's 100 items have no answer (2.0 %). Above 1 % no claim can be decided.");
    }

    @Test
    void one_percent_of_missing_answers_in_this_run_is_accepted_and_more_is_not() {
        assertThat(change(all(RIGHT), missing(1)).whyUndecidable()).isEmpty();
        assertThat(change(all(RIGHT), missing(2)).whyUndecidable().orElseThrow())
                .startsWith("2 of 100 items have no answer (2.0 %).");
    }

    /** Items that the baseline itself could not predict are not among those to be kept. */
    @Test
    void ninety_percent_are_counted_of_the_items_that_the_baseline_predicted() {
        Stream<ScoredItem> recorded = all(RIGHT).limit(90);

        assertThat(change(recorded, all(RIGHT).limit(81)).whyUndecidable()).isEmpty();
    }

    private static Stream<ScoredItem> all(PredictionOutcome self) {
        return ITEMS.stream().map(item -> SyntheticComparison.scored(item, self, WRONG));
    }

    private static Stream<ScoredItem> missing(int count) {
        return Stream.concat(all(MISSING).limit(count), all(RIGHT).skip(count));
    }

    private static CellChange change(Stream<ScoredItem> recorded, Stream<ScoredItem> current) {
        ComparedCell cell =
                ComparedCell.of(
                        comparison(current.toList()).evidence(),
                        Optional.of(RecordedCell.of(comparison(recorded.toList()).build())),
                        "");
        return CellChange.of(cell, Optional.ofNullable(cell.whyIncomparable()), new Margin(0.05));
    }

    private static SyntheticComparison comparison(List<ScoredItem> scored) {
        return SyntheticComparison.of(
                        SyntheticComparison.request(
                                "self", "cross", SyntheticComparison.task("pets", ITEMS)),
                        scored)
                .undefined(ITEMS.size() - scored.size())
                .models(model("self", "greedy"), model("cross", "greedy"));
    }

    private static CellChange changeTo(int items) {
        return change(all(RIGHT), all(RIGHT).limit(items));
    }
}

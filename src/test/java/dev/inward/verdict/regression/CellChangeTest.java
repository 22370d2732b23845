package dev.inward.verdict.regression;

import static dev.inward.knowntruth.MadeComparison.participant;
import static dev.inward.study.Outcome.RIGHT;
import static dev.inward.study.Outcome.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.Margin;
import dev.inward.knowntruth.MadeComparison;
import dev.inward.task.Item;
import dev.inward.task.Split;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A baseline of 100 items, and a new version that has the property on some of them. */
class CellChangeTest {

    private static final List<Item> ITEMS =
            IntStream.range(0, 100)
                    .mapToObj(i -> new Item("pets", Map.of(), "prompt " + i, Split.HELD_OUT))
                    .toList();

    @Test
    void nine_items_in_ten_are_enough_to_tell_a_change_by() {
        assertThat(changeTo(90).lack()).isEmpty();
        assertThat(changeTo(90).change().orElseThrow().n()).isEqualTo(90);
    }

    @Test
    void where_more_have_lost_the_property_nothing_is_concluded_from_the_rest() {
        assertThat(changeTo(89).lack().orElseThrow())
                .contains("only 89 of the baseline's 100 items");
    }

    private static CellChange changeTo(int items) {
        return CellChange.of(
                RecordedCell.of(comparison(100).make()),
                comparison(items).evidence(),
                new Margin(0.05));
    }

    private static MadeComparison comparison(int items) {
        return MadeComparison.of(
                        MadeComparison.request("self", "cross", MadeComparison.task("pets", ITEMS)),
                        ITEMS.stream()
                                .limit(items)
                                .map(item -> MadeComparison.scored(item, RIGHT, WRONG))
                                .toList())
                .undefined(ITEMS.size() - items)
                .by(participant("self", "greedy"), participant("cross", "greedy"));
    }
}

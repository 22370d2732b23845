package dev.inward.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.Margin;
import dev.inward.property.BehavioralProperties;
import dev.inward.study.Baseline;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.Labels;
import dev.inward.study.Outcome;
import dev.inward.study.Participant;
import dev.inward.study.Prediction;
import dev.inward.study.Probes;
import dev.inward.study.Provenance;
import dev.inward.study.ScoredItem;
import dev.inward.study.Stopping;
import dev.inward.study.Yardsticks;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.task.Task;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
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
        Judgement lack = changeTo(89).lack().orElseThrow();

        assertThat(lack.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(lack.reason()).contains("only 89 of the baseline's 100 items");
    }

    private static CellChange changeTo(int items) {
        Comparison now = comparison(items);
        return CellChange.of(
                RecordedCell.of(comparison(100)),
                Evidence.of(
                        now.request(),
                        CompletableFuture.completedFuture(now),
                        new Evidence.Standard(0.95, new Margin(0.05), false),
                        verdict -> {}),
                new Margin(0.05));
    }

    private static Comparison comparison(int items) {
        var request =
                new ComparisonRequest(
                        BehavioralProperties.named("first_character"),
                        "self",
                        "cross",
                        List.of(new Task("pets", new Task.Prompts("", "", ""), List.of(), ITEMS)),
                        Split.HELD_OUT,
                        1000,
                        1,
                        Labels.TRUE,
                        Probes.NONE,
                        Stopping.AT_THE_END);
        return new Comparison(
                request,
                10,
                ITEMS.subList(0, items).stream().map(CellChangeTest::scored).toList(),
                100 - items,
                List.of(),
                100,
                0,
                "",
                0,
                "",
                0,
                new Provenance(participant("self"), participant("cross"), "data", "prompts"));
    }

    private static Participant participant(String name) {
        return new Participant(name, name, "greedy", new TreeSet<>());
    }

    private static ScoredItem scored(Item item) {
        var right = new Prediction("a", Outcome.RIGHT);
        var wrong = new Prediction("b", Outcome.WRONG);
        return new ScoredItem(
                item,
                "a",
                "a",
                right,
                wrong,
                wrong,
                wrong,
                new Yardsticks("c", Map.of(Baseline.MODE, 0.0), Set.of(), null, null),
                null);
    }
}

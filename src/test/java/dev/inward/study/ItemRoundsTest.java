package dev.inward.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Tests the order in which a comparison that may stop early collects its items. */
class ItemRoundsTest {

    @Test
    void the_items_of_one_prompt_are_collected_together() {
        ItemRounds rounds = rounds(task("pets", 5, 1, 1, 5, 1), 1);

        assertThat(rounds.count()).isEqualTo(5);
        for (int round = 0; round < 5; round++) {
            List<Item> items =
                    rounds.first(round + 1)
                            .subList(rounds.first(round).size(), rounds.first(round + 1).size());
            assertThat(items.stream().map(Item::objectLevelPrompt).distinct()).hasSize(1);
        }
        assertThat(rounds.first(5)).hasSize(13).doesNotHaveDuplicates();
    }

    @Test
    void the_same_prompt_in_two_tasks_is_two_clusters() {
        ItemRounds rounds =
                ItemRounds.of(request(List.of(task("pets", 1, 1), task("toys", 1, 1)), 1));

        assertThat(rounds.clusters()).hasSize(4);
        assertThat(rounds.count()).isEqualTo(2);
    }

    /**
     * If its fifty items competed for the first place, the large prompt would nearly always win.
     */
    @Test
    void a_large_prompt_is_collected_no_earlier_than_a_small_one() {
        Task task = task("pets", 50, 1, 1, 1, 1);

        double meanPlace =
                LongStream.range(0, 2_000)
                        .mapToInt(seed -> placeOfLargest(rounds(task, seed)))
                        .average()
                        .orElseThrow();

        // The standard error of the mean is sqrt(2 / 2000) = 0.03.
        assertThat(meanPlace).isEqualTo(2, within(0.13));
    }

    private static int placeOfLargest(ItemRounds rounds) {
        return IntStream.range(0, rounds.clusters().size())
                .filter(place -> rounds.clusters().get(place).size() > 1)
                .findFirst()
                .orElseThrow();
    }

    private static ItemRounds rounds(Task task, long seed) {
        return ItemRounds.of(request(List.of(task), seed));
    }

    private static ComparisonRequest request(List<Task> tasks, long seed) {
        return SyntheticComparison.request("self", "cross", tasks, seed, StoppingRule.WHEN_DECIDED);
    }

    private static Task task(String name, int... sizes) {
        var items = new ArrayList<Item>();
        for (int prompt = 0; prompt < sizes.length; prompt++) {
            for (int i = 0; i < sizes[prompt]; i++) {
                items.add(new Item(name, Map.of("n", "" + i), "prompt " + prompt, Split.HELD_OUT));
            }
        }
        return SyntheticComparison.task(name, items);
    }
}

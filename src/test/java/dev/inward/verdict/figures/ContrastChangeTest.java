package dev.inward.verdict.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inward.Margin;
import dev.inward.statistics.Interval;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.verdict.figures.AdvantageChange.ItemAdvantages;
import dev.inward.verdict.figures.ContrastChange.ItemNumbers;
import dev.inward.verdict.items.ItemDifferences;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests the change of a contrast that both versions have on other items. */
class ContrastChangeTest {

    private static final Margin MARGIN = new Margin(0.05);

    @Test
    void a_contrast_on_the_same_items_changes_like_an_advantage() {
        var pairs = new ArrayList<ItemAdvantages>();
        var numbers = new ArrayList<ItemNumbers>();
        for (int i = 0; i < 90; i++) {
            Item item = item(i % 3 == 0 ? "one" : "two", i);
            pairs.add(new ItemAdvantages(item, i % 2, i % 5 == 0 ? -1 : 0));
            numbers.add(numbers(item, (double) (i % 2), i % 5 == 0 ? -1.0 : 0.0));
        }

        AdvantageChange advantage = AdvantageChange.of(pairs, MARGIN, 0.95);
        AdvantageChange contrast =
                new ContrastChange(numbers, 1, true).judgedWith(MARGIN, 0.95).orElseThrow();

        assertThat(contrast.p()).isEqualTo(advantage.p());
        assertThat(contrast.bounds().lower()).isEqualTo(advantage.bounds().lower());
        assertThat(contrast.bounds().upper()).isEqualTo(advantage.bounds().upper());
        assertThat(contrast.difference().estimate()).isEqualTo(advantage.difference().estimate());
    }

    @Test
    void a_missing_answer_widens_the_bounds() {
        List<ItemNumbers> complete =
                IntStream.range(0, 100).mapToObj(i -> numbers(item("one", i), 0.5, 0.5)).toList();
        var withMissing = new ArrayList<>(complete);
        withMissing.set(0, new ItemNumbers(item("one", 0), new Interval(-1, 1), null));

        AdvantageChange change =
                new ContrastChange(withMissing, 1, false).judgedWith(MARGIN, 0.95).orElseThrow();

        assertThat(change.missing()).isEqualTo(1);
        assertThat(change.difference().estimate()).isZero();
        assertThat(change.bounds().lower()).isLessThan(change.bounds().ofCompleteItems().lower());
        assertThat(change.bounds().upper())
                .isGreaterThan(change.bounds().ofCompleteItems().upper());
    }

    @Test
    void a_version_or_a_task_without_numbers_has_no_change() {
        List<ItemNumbers> items =
                List.of(
                        numbers(item("one", 0), 0.5, 0.5),
                        numbers(item("two", 1), 0.5, null),
                        numbers(item("one", 2), null, 0.5));

        assertThat(new ContrastChange(items, 1, true).judgedWith(MARGIN, 0.95)).isEmpty();
        assertThat(new ContrastChange(items, 1, false).judgedWith(MARGIN, 0.95)).isPresent();
        assertThat(new ContrastChange(List.of(), 1, false).judgedWith(MARGIN, 0.95)).isEmpty();
    }

    /**
     * Each version has the contrast on half of 200 items, in part on others. Both means are equal,
     * so a fall by more than 0 is a false alarm.
     */
    @Test
    void false_alarms_on_partly_other_items_are_as_rare_as_stated() {
        int alarms = 0;
        int runs = 1_000;
        for (int run = 0; run < runs; run++) {
            var random = new SplittableRandom(run);
            var items = new ArrayList<ItemNumbers>();
            for (int i = 0; i < 200; i++) {
                boolean isOld = random.nextBoolean();
                boolean isNew = random.nextInt(4) == 0 ? random.nextBoolean() : isOld;
                double before = random.nextInt(10) < 8 ? 1 : -1;
                double after = random.nextBoolean() ? before : random.nextInt(10) < 8 ? 1.0 : -1;
                if (isOld || isNew) {
                    items.add(numbers(item("one", i), isOld ? before : null, isNew ? after : null));
                }
            }
            AdvantageChange change =
                    new ContrastChange(items, 1, false)
                            .judgedWith(new Margin(0), 0.95)
                            .orElseThrow();
            alarms += change.p() <= 0.05 ? 1 : 0;
        }
        assertThat(alarms / (double) runs).isBetween(0.005, 0.055);
    }

    @Test
    void the_change_is_the_difference_of_the_means_of_each_version() {
        List<ItemNumbers> items =
                IntStream.range(0, 90)
                        .mapToObj(
                                i ->
                                        numbers(
                                                item("one", i),
                                                i < 60 ? (Double) (i / 100.0) : null,
                                                i >= 30 ? (Double) (i / 200.0) : null))
                        .toList();

        AdvantageChange change =
                new ContrastChange(items, 1, false).judgedWith(MARGIN, 0.95).orElseThrow();

        assertThat(change.oldAdvantage().estimate()).isEqualTo(0.295, within(1e-12));
        assertThat(change.newAdvantage().estimate()).isEqualTo(0.2975, within(1e-12));
        assertThat(change.difference().estimate()).isEqualTo(0.0025, within(1e-12));
    }

    private static Item item(String task, int number) {
        return new Item(task, Map.of(), "prompt " + number, Split.HELD_OUT);
    }

    private static ItemNumbers numbers(Item item, @Nullable Double before, @Nullable Double after) {
        return new ItemNumbers(item, exactly(before), exactly(after));
    }

    private static @Nullable Interval exactly(@Nullable Double number) {
        return number == null ? null : ItemDifferences.exactly(number);
    }
}

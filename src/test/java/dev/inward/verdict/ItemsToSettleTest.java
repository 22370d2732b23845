package dev.inward.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.statistics.ClusteredMean;
import dev.inward.statistics.CrossClusteredBounds;
import dev.inward.statistics.CrossClusteredBounds.WeighedItem;
import dev.inward.statistics.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests how many items are said to decide a claim, and how uncertain that is said to be. */
class ItemsToSettleTest {

    private static final double CONFIDENCE = 0.95;
    private static final double POWER = 0.8;

    @Test
    void the_expected_number_assumes_the_observed_mean() {
        ClusteredMean mean = differences(35, 20, 100);

        ItemsToSettle items = ItemsToSettle.of(mean, 0.05, CONFIDENCE);

        assertThat(items.expected())
                .isEqualTo(mean.requiredClusters(0.05, CONFIDENCE, POWER))
                .isPresent();
    }

    /** The distances are those of the 80 % interval, seen from the observed mean. */
    @Test
    void the_other_numbers_assume_the_ends_of_the_interval() {
        ClusteredMean mean = differences(50, 20, 100);
        Interval interval = mean.interval(0.8);

        ItemsToSettle items = ItemsToSettle.of(mean, 0.05, CONFIDENCE);

        assertThat(interval.lower()).isGreaterThan(0.05);
        assertThat(items.least())
                .isEqualTo(required(mean, mean.estimate() - interval.upper() + 0.05));
        assertThat(items.most())
                .isEqualTo(required(mean, mean.estimate() - interval.lower() + 0.05));
        assertThat(items.least().orElseThrow()).isLessThan(items.expected().orElseThrow());
        assertThat(items.most().orElseThrow()).isGreaterThan(items.expected().orElseThrow());
    }

    @Test
    void below_the_threshold_the_lower_end_needs_the_fewest_items() {
        ItemsToSettle above = ItemsToSettle.of(differences(50, 20, 100), 0.05, CONFIDENCE);
        ItemsToSettle below = ItemsToSettle.of(differences(20, 50, 100), -0.05, CONFIDENCE);

        assertThat(below).isEqualTo(above);
    }

    @Test
    void no_number_is_certain_if_the_interval_contains_the_threshold() {
        ItemsToSettle items = ItemsToSettle.of(differences(30, 20, 100), 0.05, CONFIDENCE);

        assertThat(items.expected()).isPresent();
        assertThat(items.least()).isPresent();
        assertThat(items.most()).isEmpty();
        assertThat(items.describe(100))
                .isEqualToIgnoringNewLines(
                        String.format(
                                Locale.ROOT,
                                "  About %,d items in total would settle it (80 %% interval: %d to more than 10,000); there are 100.",
                                items.expected().getAsLong(),
                                items.least().getAsLong()));
    }

    @Test
    void no_number_is_expected_if_the_mean_is_the_threshold() {
        ItemsToSettle items = ItemsToSettle.of(differences(30, 20, 100), 0.1, CONFIDENCE);

        assertThat(items.expected()).isEmpty();
        assertThat(items.least()).isPresent();
        assertThat(items.describe(100))
                .startsWith("  More than 10,000 items in total would settle it (80 % interval: ");
    }

    @Test
    void a_number_above_ten_thousand_is_not_given() {
        ClusteredMean mean = differences(506, 500, 2_000);

        ItemsToSettle items = ItemsToSettle.of(mean, 0, CONFIDENCE);

        assertThat(required(mean, 0).orElseThrow()).isGreaterThan(10_000);
        assertThat(items.expected()).isEmpty();
    }

    @Test
    void a_prompt_with_several_items_counts_all_of_them() {
        double[] values = values(35, 20, 100);
        double[] twice = IntStream.range(0, 200).mapToDouble(i -> values[i / 2]).toArray();
        int[] prompts = IntStream.range(0, 200).map(i -> i / 2).toArray();

        ItemsToSettle items =
                ItemsToSettle.of(
                        ClusteredMean.of(twice, prompts, new Interval(-1, 1)), 0.05, CONFIDENCE);

        assertThat(items.expected().orElseThrow())
                .isEqualTo(
                        2
                                * ItemsToSettle.of(differences(35, 20, 100), 0.05, CONFIDENCE)
                                        .expected()
                                        .orElseThrow());
    }

    @Test
    void the_mean_over_all_cells_of_a_gate_has_the_same_numbers_as_one_cell_alone() {
        double[] values = values(35, 20, 100);
        List<WeighedItem> items =
                IntStream.range(0, values.length)
                        .mapToObj(i -> new WeighedItem(values[i], new Interval(-1, 1), i, 0, 0))
                        .toList();

        assertThat(ItemsToSettle.of(CrossClusteredBounds.of(items), 0.05, CONFIDENCE))
                .isEqualTo(ItemsToSettle.of(differences(35, 20, 100), 0.05, CONFIDENCE));
    }

    @Test
    void a_mean_that_mirrors_the_threshold_has_an_expected_number() {
        ClusteredMean mean = differences(20, 25, 100);

        assertThat(ItemsToSettle.of(mean, 0.05, CONFIDENCE).expected())
                .isEqualTo(mean.requiredClusters(0.05, CONFIDENCE, POWER))
                .isPresent();
    }

    @Test
    void the_end_of_the_interval_that_is_farther_from_the_threshold_needs_the_fewest_items() {
        ClusteredMean mean = differences(25, 25, 100);

        assertThat(ItemsToSettle.of(mean, 0.05, CONFIDENCE).least())
                .isEqualTo(required(mean, 0.05 - mean.interval(0.8).lower()))
                .isPresent();
    }

    private static OptionalLong required(ClusteredMean mean, double threshold) {
        return mean.requiredClusters(threshold, CONFIDENCE, POWER);
    }

    private static ClusteredMean differences(int onlySelf, int onlyCross, int items) {
        return ClusteredMean.of(
                values(onlySelf, onlyCross, items),
                IntStream.range(0, items).toArray(),
                new Interval(-1, 1));
    }

    private static double[] values(int onlySelf, int onlyCross, int items) {
        var values = new double[items];
        Arrays.fill(values, 0, onlySelf, 1);
        Arrays.fill(values, onlySelf, onlySelf + onlyCross, -1);
        return values;
    }
}

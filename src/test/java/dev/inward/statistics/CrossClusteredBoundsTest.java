package dev.inward.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.inward.statistics.CrossClusteredBounds.WeighedItem;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests the bounds of an average over groups that share clusters. */
class CrossClusteredBoundsTest {

    private static final Interval DIFFERENCES = new Interval(-1, 1);

    /** Two strata of 30 and 60 clusters with one item each. */
    private final double[] values =
            new SplittableRandom(1).ints(90, -1, 2).asDoubleStream().toArray();

    private final int[] clusters = IntStream.range(0, 90).toArray();
    private final int[] strata = IntStream.range(0, 90).map(i -> i % 3 == 0 ? 0 : 1).toArray();
    private final ClusteredMean oneGroup =
            ClusteredMean.stratified(values, clusters, strata, DIFFERENCES);

    @Test
    void with_one_group_all_results_are_those_of_a_stratified_mean() {
        CrossClusteredBounds bounds = bounds(values, clusters, strata, new int[90]);

        assertThat(bounds.size()).isEqualTo(90);
        assertThat(bounds.clusters()).isEqualTo(90);
        assertThat(bounds.estimate()).isEqualTo(oneGroup.estimate(), within(1e-12));
        assertThat(bounds.standardError()).isEqualTo(oneGroup.standardError(), within(1e-12));
        assertThat(bounds.effectiveClusters())
                .isEqualTo(oneGroup.effectiveClusters(), within(1e-9));
        assertThat(bounds.lowerBound(0.95)).isEqualTo(oneGroup.lowerBound(0.95), within(1e-9));
        assertThat(bounds.upperBound(0.95)).isEqualTo(oneGroup.upperBound(0.95), within(1e-9));
        assertThat(bounds.interval(0.95).lower())
                .isEqualTo(oneGroup.lowerBound(0.975), within(1e-9));
        assertThat(bounds.interval(0.95).upper())
                .isEqualTo(oneGroup.upperBound(0.975), within(1e-9));
        assertThat(bounds.oneSidedTest(-0.1).p())
                .isEqualTo(oneGroup.oneSidedTest(-0.1).p(), within(1e-9));
        assertThat(bounds.requiredClusters(-0.3, 0.95, 0.8))
                .isEqualTo(oneGroup.requiredClusters(-0.3, 0.95, 0.8));
    }

    @Test
    void two_groups_with_the_same_values_of_the_same_prompts_are_worth_one() {
        CrossClusteredBounds twice = twice(clusters);

        assertThat(twice.size()).isEqualTo(180);
        assertThat(twice.clusters()).isEqualTo(90);
        assertThat(twice.lowerBound(0.95)).isEqualTo(oneGroup.lowerBound(0.95), within(1e-9));
        assertThat(twice.upperBound(0.95)).isEqualTo(oneGroup.upperBound(0.95), within(1e-9));
    }

    @Test
    void two_groups_with_the_same_values_of_other_prompts_are_worth_two() {
        CrossClusteredBounds twice = twice(IntStream.range(90, 180).toArray());

        assertThat(twice.clusters()).isEqualTo(180);
        assertThat(twice.effectiveClusters())
                .isEqualTo(2 * oneGroup.effectiveClusters(), within(1e-9));
        assertThat(twice.standardError())
                .isEqualTo(oneGroup.standardError() / Math.sqrt(2), within(1e-12));
        assertThat(twice.lowerBound(0.95)).isGreaterThan(oneGroup.lowerBound(0.95) + 0.02);
    }

    /** A group whose values are all 0 halves the deviations and the share of each prompt. */
    @Test
    void each_group_has_the_same_weight_however_many_items_it_has() {
        double[] ones = new double[110];
        IntStream.range(0, 10).forEach(i -> ones[i] = 1);

        CrossClusteredBounds bounds =
                bounds(
                        ones,
                        IntStream.range(0, 110).toArray(),
                        new int[110],
                        IntStream.range(0, 110).map(i -> i < 10 ? 0 : 1).toArray());

        assertThat(bounds.estimate()).isEqualTo(0.5);
        assertThat(bounds.effectiveClusters()).isEqualTo(4 / (1 / 10.0 + 1 / 100.0), within(1e-9));
        // The unseen prompt is one of eleven of the small group: it can take 2 * 0.5 / 10.
        assertThat(bounds.lowerBound(0.95)).isBetween(0.2, 0.4);
    }

    /** An item that cannot fall keeps its prompt from being the worst unseen one. */
    @Test
    void the_unseen_prompt_can_only_do_what_an_observed_one_could() {
        List<WeighedItem> free = new ArrayList<>();
        List<WeighedItem> bound = new ArrayList<>();
        for (int prompt = 0; prompt < 50; prompt++) {
            free.add(new WeighedItem(0, DIFFERENCES, prompt, 0, 0));
            bound.add(new WeighedItem(0, new Interval(-0.5, 1), prompt, 0, 0));
        }

        double ofFree = CrossClusteredBounds.of(free).lowerBound(0.95);
        double ofBound = CrossClusteredBounds.of(bound).lowerBound(0.95);

        // With equal clusters the bound lies 1 - alpha^(1/G) of the way to the end of the range.
        assertThat(ofFree).isEqualTo(-(1 - Math.pow(0.05, 1 / 50.0)), within(1e-3));
        assertThat(ofBound).isEqualTo(ofFree / 2, within(1e-9));
        assertThat(CrossClusteredBounds.of(bound).upperBound(0.95))
                .isEqualTo(CrossClusteredBounds.of(free).upperBound(0.95), within(1e-9));
    }

    @Test
    void no_items_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrossClusteredBounds.of(List.of()))
                .withMessageContaining("at least one value");
    }

    @Test
    void a_value_outside_its_range_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WeighedItem(1.5, DIFFERENCES, 0, 0, 0))
                .withMessageContaining("A value of 1.5 with a range from -1.0 to 1.0");
    }

    private static CrossClusteredBounds bounds(
            double[] values, int[] clusters, int[] strata, int[] groups) {
        return CrossClusteredBounds.of(
                IntStream.range(0, values.length)
                        .mapToObj(
                                i ->
                                        new WeighedItem(
                                                values[i],
                                                DIFFERENCES,
                                                clusters[i],
                                                strata[i],
                                                groups[i]))
                        .toList());
    }

    private CrossClusteredBounds twice(int[] clustersOfSecond) {
        return bounds(
                IntStream.range(0, 180).mapToDouble(i -> values[i % 90]).toArray(),
                IntStream.range(0, 180)
                        .map(i -> i < 90 ? clusters[i] : clustersOfSecond[i - 90])
                        .toArray(),
                IntStream.range(0, 180).map(i -> strata[i % 90]).toArray(),
                IntStream.range(0, 180).map(i -> i / 90).toArray());
    }
}

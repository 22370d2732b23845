package dev.inward.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusteredMeanTest {

    private static final Interval DIFFERENCES = new Interval(-1, 1);
    private static final double[] VALUES = {1, 1, 0, -1, 1, 0};
    private static final int[] CLUSTERS = {7, 7, 7, 3, 5, 5};

    private final ClusteredMean mean = ClusteredMean.of(VALUES, CLUSTERS, DIFFERENCES);

    @Test
    void the_estimate_weighs_every_item_the_same() {
        assertThat(mean.estimate()).isEqualTo(2 / 6.0, within(1e-15));
        assertThat(mean.size()).isEqualTo(6);
        assertThat(mean.clusters()).isEqualTo(3);
        assertThat(mean.strata()).isEqualTo(1);
    }

    @Test
    void the_standard_error_sums_the_deviations_of_a_cluster_before_squaring() {
        double seven = 2 - 3 * (1 / 3.0);
        double three = -1 - 1 / 3.0;
        double five = 1 - 2 * (1 / 3.0);

        assertThat(mean.standardError())
                .isEqualTo(
                        Math.sqrt(seven * seven + three * three + five * five) / 6, within(1e-15));
    }

    @Test
    void repeating_every_item_inside_its_cluster_adds_no_certainty() {
        double[] twice = {1, 1, 0, -1, 1, 0, 1, 1, 0, -1, 1, 0};
        int[] clusters = {7, 7, 7, 3, 5, 5, 7, 7, 7, 3, 5, 5};

        assertThat(ClusteredMean.of(twice, clusters, DIFFERENCES).standardError())
                .isEqualTo(mean.standardError(), within(1e-15));
    }

    @Test
    void neither_the_order_of_the_items_nor_the_names_of_the_clusters_matter() {
        ClusteredMean shuffled =
                ClusteredMean.of(
                        new double[] {0, 1, 1, 0, -1, 1},
                        new int[] {9, 9, -2, -2, 100, -2},
                        DIFFERENCES);

        assertThat(shuffled.estimate()).isEqualTo(mean.estimate(), within(1e-15));
        assertThat(shuffled.standardError()).isEqualTo(mean.standardError(), within(1e-15));
    }

    @Test
    void negating_the_values_mirrors_the_bounds() {
        double[] negated = {-1, -1, 0, 1, -1, 0};
        ClusteredMean mirrored = ClusteredMean.of(negated, CLUSTERS, DIFFERENCES);

        assertThat(mirrored.lowerBound(0.9)).isEqualTo(-mean.upperBound(0.9), within(1e-15));
        assertThat(mirrored.interval(0.9).upper())
                .isEqualTo(-mean.interval(0.9).lower(), within(1e-15));
    }

    @Test
    void the_normal_interval_uses_the_exact_normal_quantile() {
        double se = mean.standardError();

        assertThat(mean.normalInterval(0.95).lower())
                .isEqualTo(mean.estimate() - 1.959963984540054 * se, within(1e-12));
        assertThat(mean.normalInterval(0.95).upper())
                .isEqualTo(mean.estimate() + 1.959963984540054 * se, within(1e-12));
    }

    /**
     * For clusters with distinct values a, there is a closed form. The reweighted sum is positive
     * with the probability sum over a_i > 0 of prod_j a_i / (a_i - a_j). Here a = s - t m for the
     * three clusters and for the unseen one, which is three items of -1.
     */
    @Test
    void the_reweighted_mean_exceeds_the_lower_bound_with_its_confidence() {
        double t = mean.lowerBound(0.9);
        double[] a = {2 - 3 * t, -1 - t, 1 - 2 * t, 3 * (-1 - t)};

        assertThat(probabilityOfPositiveSum(a)).isEqualTo(0.9, within(0.005));
    }

    @Test
    void the_bounds_stay_inside_the_range() {
        assertThat(mean.lowerBound(1 - 1e-9)).isBetween(-1.0, mean.estimate());
        assertThat(mean.upperBound(1 - 1e-9)).isBetween(mean.estimate(), 1.0);
    }

    @Test
    void the_p_value_rises_with_the_threshold_from_0_to_1() {
        double before = 0;
        for (int step = 0; step <= 1_000; step++) {
            double p = mean.oneSidedTest(-1 + step / 500.0).p();
            assertThat(p).isBetween(before, Math.min(1, before + 0.01));
            before = p;
        }
        assertThat(before).isEqualTo(1);
    }

    @Test
    void a_two_sided_interval_consists_of_two_bounds_with_half_the_error_each() {
        assertThat(mean.interval(0.9).lower()).isEqualTo(mean.lowerBound(0.95), within(1e-14));
        assertThat(mean.interval(0.9).upper()).isEqualTo(mean.upperBound(0.95), within(1e-14));
    }

    @Test
    void the_p_value_equals_the_level_if_the_threshold_equals_the_lower_bound() {
        assertThat(mean.oneSidedTest(mean.lowerBound(0.95)).p()).isEqualTo(0.05, within(1e-12));
        assertThat(mean.oneSidedTest(mean.estimate()).p()).isBetween(0.5, 1.0);
    }

    @Test
    void later_changes_of_the_arrays_do_not_change_the_mean() {
        double[] values = VALUES.clone();
        ClusteredMean before = ClusteredMean.of(values, CLUSTERS, DIFFERENCES);
        values[0] = -1;

        assertThat(before.estimate()).isEqualTo(mean.estimate());
    }

    @Test
    void no_values_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusteredMean.of(new double[0], new int[0], DIFFERENCES))
                .withMessageContaining("at least one value");
    }

    @Test
    void labels_that_do_not_match_the_values_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusteredMean.of(VALUES, new int[5], DIFFERENCES))
                .withMessageContaining("6 values with 5 cluster labels and 6 stratum labels");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ClusteredMean.stratified(VALUES, CLUSTERS, new int[7], DIFFERENCES))
                .withMessageContaining("7 stratum labels");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.5, -1.5, Double.NaN, Double.POSITIVE_INFINITY})
    void a_value_outside_the_range_is_refused_with_its_index(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ClusteredMean.of(new double[] {0, value}, new int[2], DIFFERENCES))
                .withMessageContaining("index 1 is %s", value)
                .withMessageContaining("between -1.0 and 1.0");
    }

    @Test
    void an_unbounded_range_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                ClusteredMean.of(
                                        VALUES,
                                        CLUSTERS,
                                        new Interval(-1, Double.POSITIVE_INFINITY)))
                .withMessageContaining("from -1.0 to Infinity");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 95, Double.NaN})
    void a_confidence_not_strictly_between_0_and_1_is_refused(double confidence) {
        assertThatIllegalArgumentException().isThrownBy(() -> mean.interval(confidence));
        assertThatIllegalArgumentException().isThrownBy(() -> mean.normalInterval(confidence));
        assertThatIllegalArgumentException().isThrownBy(() -> mean.lowerBound(confidence));
        assertThatIllegalArgumentException().isThrownBy(() -> mean.upperBound(confidence));
    }

    private static double probabilityOfPositiveSum(double[] a) {
        double probability = 0;
        for (int i = 0; i < a.length; i++) {
            if (a[i] > 0) {
                double product = 1;
                for (int j = 0; j < a.length; j++) {
                    product *= j == i ? 1 : a[i] / (a[i] - a[j]);
                }
                probability += product;
            }
        }
        return probability;
    }
}

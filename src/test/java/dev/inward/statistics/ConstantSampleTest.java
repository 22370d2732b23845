package dev.inward.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A small sample without spread proves little, and its bounds must show that. */
class ConstantSampleTest {

    /** The greatest error of the saddlepoint approximation. */
    private static final double APPROXIMATION_ERROR = 0.0025;

    private static final Interval DIFFERENCES = new Interval(-1, 1);
    private static final Interval SHARES = new Interval(0, 1);

    @Test
    void lower_bound_of_a_constant_sample_stays_below_its_mean() {
        ClusteredMean constant = constant(1, 10, DIFFERENCES);
        double q = 1 - Math.pow(0.05, 1 / 10.0);

        assertThat(constant.standardError()).isZero();
        assertThat(constant.lowerBound(0.95)).isEqualTo(1 - 2 * q, within(2 * APPROXIMATION_ERROR));
    }

    @Test
    void upper_bound_of_a_constant_sample_stays_above_its_mean() {
        double q = 1 - Math.pow(0.05, 1 / 10.0);

        assertThat(constant(0, 10, DIFFERENCES).upperBound(0.95))
                .isEqualTo(q, within(APPROXIMATION_ERROR));
    }

    @Test
    void the_two_sided_interval_spends_half_the_error_on_each_side() {
        double q = 1 - Math.pow(0.025, 1 / 10.0);
        Interval interval = constant(0, 10, DIFFERENCES).interval(0.95);

        assertThat(interval.lower()).isEqualTo(-q, within(APPROXIMATION_ERROR));
        assertThat(interval.upper()).isEqualTo(q, within(APPROXIMATION_ERROR));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 12, 300})
    void a_constant_sample_of_shares_has_the_clopper_pearson_interval(int clusters) {
        assertThat(constant(1, clusters, SHARES).lowerBound(0.975))
                .isEqualTo(
                        Proportion.of(clusters, clusters).clopperPearson(0.95).lower(),
                        within(APPROXIMATION_ERROR));
    }

    @Test
    void a_hundred_constant_clusters_follow_the_rule_of_three() {
        assertThat(constant(1, 100, SHARES).lowerBound(0.95)).isEqualTo(1 - 0.03, within(1e-3));
    }

    @Test
    void a_tiny_spread_gives_the_bounds_of_a_constant_sample() {
        double[] values = new double[100];
        Arrays.fill(values, 1);
        values[0] = 1 - 1e-7;
        int[] clusters = IntStream.range(0, 100).toArray();

        assertThat(ClusteredMean.of(values, clusters, SHARES).lowerBound(0.95))
                .isEqualTo(constant(1, 100, SHARES).lowerBound(0.95), within(1e-6));
    }

    @Test
    void the_bounds_depend_on_the_clusters_and_not_on_the_items() {
        ClusteredMean wide =
                ClusteredMean.of(new double[] {1, 1, 1, 1}, new int[] {0, 0, 1, 1}, SHARES);

        assertThat(wide.lowerBound(0.95)).isEqualTo(constant(1, 2, SHARES).lowerBound(0.95));
    }

    @Test
    void a_mean_at_the_end_of_the_range_has_its_bound_there() {
        assertThat(constant(1, 5, SHARES).upperBound(0.95)).isEqualTo(1);
        assertThat(constant(0, 5, SHARES).lowerBound(0.95)).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3, 0.7, 1 / 3.0})
    void rounding_errors_do_not_count_as_spread(double value) {
        double[] values = new double[1001];
        Arrays.fill(values, value);
        int[] clusters = IntStream.range(0, 1001).map(i -> i % 7).toArray();

        assertThat(ClusteredMean.of(values, clusters, SHARES).standardError()).isZero();
    }

    @Test
    void rounding_errors_of_large_values_do_not_count_as_spread() {
        double[] values = new double[20_001];
        Arrays.fill(values, 1e5 / 7);
        int[] clusters = IntStream.range(0, 20_001).map(i -> i % 7).toArray();

        assertThat(ClusteredMean.of(values, clusters, new Interval(0, 1e5)).standardError())
                .isZero();
    }

    @Test
    void spread_inside_clusters_is_not_spread_between_clusters() {
        ClusteredMean balanced =
                ClusteredMean.of(new double[] {1, -1, 1, -1}, new int[] {0, 0, 1, 1}, DIFFERENCES);

        assertThat(balanced.standardError()).isZero();
        assertThat(balanced.interval(0.95).width()).isPositive();
    }

    @Test
    void a_single_cluster_has_a_bound_near_the_other_end_of_the_range() {
        assertThat(constant(1, 1, SHARES).lowerBound(0.95))
                .isEqualTo(0.05, within(APPROXIMATION_ERROR));
    }

    @Test
    void balanced_strata_have_the_bounds_of_one_pooled_sample() {
        ClusteredMean macro =
                ClusteredMean.stratified(
                        new double[] {1, 1, 1, 1},
                        new int[] {0, 1, 2, 3},
                        new int[] {0, 0, 1, 1},
                        SHARES);

        assertThat(macro.lowerBound(0.95))
                .isEqualTo(constant(1, 4, SHARES).lowerBound(0.95), within(1e-14));
    }

    @Test
    void a_small_stratum_widens_the_bounds_beside_a_large_one() {
        double[] values = new double[102];
        Arrays.fill(values, 1);
        int[] clusters = IntStream.range(0, 102).toArray();
        int[] strata = IntStream.range(0, 102).map(i -> i < 2 ? 0 : 1).toArray();
        double lossFromUnseenCluster = (1 - Math.sqrt(0.05)) / 2;

        assertThat(ClusteredMean.stratified(values, clusters, strata, SHARES).lowerBound(0.95))
                .isLessThan(1 - lossFromUnseenCluster)
                .isGreaterThan(0.5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.8, 0.95, 0.999})
    void the_p_value_equals_the_level_if_the_threshold_equals_the_lower_bound(double confidence) {
        ClusteredMean macro =
                ClusteredMean.stratified(
                        new double[] {0, 0, 0, 1, 1, 1, 1},
                        new int[] {0, 1, 2, 3, 4, 5, 6},
                        new int[] {0, 0, 0, 1, 1, 2, 2},
                        DIFFERENCES);

        OneSidedTest test = macro.oneSidedTest(macro.lowerBound(confidence));

        assertThat(test.p()).isEqualTo(1 - confidence, within(1e-12));
    }

    @Test
    void the_p_value_is_1_at_the_mean_of_a_constant_sample_and_0_below_the_range() {
        ClusteredMean constant = constant(0.5, 20, SHARES);

        assertThat(constant.oneSidedTest(0.5))
                .isEqualTo(new OneSidedTest(Double.NEGATIVE_INFINITY, 1));
        assertThat(constant.oneSidedTest(-0.1))
                .isEqualTo(new OneSidedTest(Double.POSITIVE_INFINITY, 0));
    }

    private static ClusteredMean constant(double value, int clusters, Interval range) {
        double[] values = new double[clusters];
        Arrays.fill(values, value);
        return ClusteredMean.of(values, IntStream.range(0, clusters).toArray(), range);
    }
}

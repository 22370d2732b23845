package dev.inward.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequiredClustersTest {

    private static final Interval DIFFERENCES = new Interval(-1, 1);

    @Test
    void many_clusters_follow_the_formula_and_a_small_number_exceeds_it() {
        ClusteredMean pilot = pilot(60, 20);
        double factor = (1.6448536269514722 + 0.8416212335729143) * pilot.standardError();

        assertThat((double) pilot.requiredClusters(0.199, 0.95, 0.8).orElseThrow())
                .isCloseTo(100 * Math.pow(factor / 0.001, 2), withinPercentage(0.2));
        assertThat((double) pilot.requiredClusters(0.05, 0.95, 0.8).orElseThrow())
                .isBetween(100 * Math.pow(factor / 0.15, 2), 110 * Math.pow(factor / 0.15, 2));
    }

    @Test
    void the_bound_of_the_required_clusters_clears_the_threshold_for_an_unlucky_mean() {
        double badLuck = 0.8416212335729143;
        int required = (int) pilot(60, 20).requiredClusters(0.05, 0.95, 0.8).orElseThrow();
        ClusteredMean lucky = share(0.6, required);

        assertThat(share(0.6 - badLuck * lucky.standardError() / 2, required).lowerBound(0.95))
                .isEqualTo(0.05, within(0.005));
    }

    @Test
    void a_threshold_very_near_the_mean_requires_the_greatest_long() {
        ClusteredMean pilot = pilot(60, 20);

        assertThat(pilot.requiredClusters(Math.nextDown(pilot.estimate()), 0.95, 0.8))
                .hasValue(Long.MAX_VALUE);
        assertThat(pilot.requiredClusters(Math.nextUp(pilot.estimate()), 0.95, 0.8))
                .hasValue(Long.MAX_VALUE);
    }

    @Test
    void a_threshold_nearer_to_the_mean_requires_more_clusters() {
        ClusteredMean pilot = pilot(60, 20);

        assertThat(pilot.requiredClusters(0.19, 0.95, 0.8).orElseThrow())
                .isGreaterThan(pilot.requiredClusters(0.1, 0.95, 0.8).orElseThrow());
    }

    @Test
    void more_power_requires_more_clusters() {
        ClusteredMean pilot = pilot(60, 20);

        assertThat(pilot.requiredClusters(0.1, 0.95, 0.9).orElseThrow())
                .isGreaterThan(pilot.requiredClusters(0.1, 0.95, 0.8).orElseThrow());
    }

    @Test
    void the_side_of_the_threshold_does_not_matter_in_the_middle_of_the_range() {
        ClusteredMean pilot = share(0.5, 100);

        assertThat(pilot.requiredClusters(-0.25, 0.95, 0.8))
                .isEqualTo(pilot.requiredClusters(0.25, 0.95, 0.8));
    }

    @Test
    void a_threshold_on_the_side_of_the_farther_end_requires_more_clusters() {
        ClusteredMean pilot = pilot(50, 25);

        assertThat(pilot.requiredClusters(0.25, 0.95, 0.8).orElseThrow())
                .isGreaterThan(pilot.requiredClusters(0.75, 0.95, 0.8).orElseThrow());
    }

    @Test
    void a_mean_that_equals_the_threshold_has_no_required_number() {
        assertThat(pilot(60, 20).requiredClusters(0.2, 0.95, 0.8)).isEmpty();
        assertThat(pilot(0, 0).requiredClusters(0, 0.95, 0.8)).isEmpty();
    }

    /** The numbers are log(0.05) / log(1 - |threshold|), rounded up. */
    @ParameterizedTest
    @CsvSource({"0.1, 29", "0.01, 299", "-0.1, 29"})
    void a_sample_without_spread_requires_the_clusters_that_its_bound_needs(
            double threshold, int exact) {
        int clusters = (int) pilot(0, 0).requiredClusters(threshold, 0.95, 0.8).orElseThrow();

        assertThat(clusters).isBetween(exact, exact + 1);
        assertThat(constant(clusters).upperBound(0.95)).isLessThan(Math.abs(threshold));
        assertThat(constant(clusters - 1).upperBound(0.95)).isGreaterThan(Math.abs(threshold));
    }

    @ParameterizedTest
    @CsvSource({"1, 0.9", "0, 0.1"})
    void a_mean_at_one_end_requires_clusters_for_the_unseen_cluster_at_the_other(
            double mean, double threshold) {
        double[] values = new double[100];
        Arrays.fill(values, mean);
        ClusteredMean atTheEnd =
                ClusteredMean.of(values, IntStream.range(0, 100).toArray(), new Interval(0, 1));

        // The smallest G with 1 - 0.05^(1/G) <= 0.1.
        assertThat(atTheEnd.requiredClusters(threshold, 0.95, 0.8)).hasValue(29);
    }

    @Test
    void a_tiny_spread_does_not_require_fewer_clusters_than_none() {
        ClusteredMean nearlyConstant = pilot(1_000, 1);
        ClusteredMean constant = pilot(1_000, 0);

        assertThat(nearlyConstant.requiredClusters(0.9, 0.95, 0.8).orElseThrow())
                .isGreaterThanOrEqualTo(constant.requiredClusters(0.9, 0.95, 0.8).orElseThrow());
    }

    @Test
    void at_least_two_clusters_per_stratum_are_required() {
        ClusteredMean macro =
                ClusteredMean.stratified(
                        new double[] {1, 1, 1},
                        new int[] {0, 1, 2},
                        new int[] {0, 1, 2},
                        DIFFERENCES);

        assertThat(macro.requiredClusters(-2, 0.95, 0.8)).hasValue(6);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 80, Double.NaN})
    void a_power_not_strictly_between_0_and_1_is_refused(double power) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pilot(60, 20).requiredClusters(0.1, 0.95, power));
    }

    @Test
    void a_threshold_that_is_not_finite_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pilot(60, 20).requiredClusters(Double.NaN, 0.95, 0.8))
                .withMessageContaining("threshold of NaN");
    }

    /** Clusters of one item: so many ones, so many minus ones, and zeros up to 100 items. */
    private static ClusteredMean pilot(int ones, int others) {
        int n = Math.max(100, ones + others);
        double[] values = new double[n];
        Arrays.fill(values, 0, ones, 1);
        if (ones == 60) {
            Arrays.fill(values, n - 2 * others, n, -1);
        }
        return ClusteredMean.of(values, IntStream.range(0, n).toArray(), DIFFERENCES);
    }

    /** Clusters of one item: a share of them is 1, the others are -1. */
    private static ClusteredMean share(double ones, int clusters) {
        double[] values = new double[clusters];
        Arrays.fill(values, -1);
        Arrays.fill(values, 0, (int) Math.round(ones * clusters), 1);
        return ClusteredMean.of(values, IntStream.range(0, clusters).toArray(), DIFFERENCES);
    }

    private static ClusteredMean constant(int clusters) {
        return ClusteredMean.of(
                new double[clusters], IntStream.range(0, clusters).toArray(), DIFFERENCES);
    }
}

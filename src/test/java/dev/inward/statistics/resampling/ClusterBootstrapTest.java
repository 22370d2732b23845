package dev.inward.statistics.resampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.inward.statistics.ClusteredMean;
import dev.inward.statistics.Interval;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterBootstrapTest {

    private static final Interval DIFFERENCES = new Interval(-1, 1);
    private static final Resampling RESAMPLING = Resampling.seeded(1);
    private static final Resampling MANY = new Resampling(1, 100_000);

    // Five clusters with sums of 2, -1, 1, 0, 3 and sizes of 3, 1, 2, 4, 3 items.
    private static final double[] VALUES = {1, 1, 0, -1, 1, 0, 1, -1, 0, 0, 1, 1, 1};
    private static final int[] CLUSTERS = {0, 0, 0, 1, 2, 2, 3, 3, 3, 3, 4, 4, 4};

    // One stratum with sums of 2, 0, 1, -1 and sizes of 2, 1, 3, 2 items. Another one with sums of
    // 1, 0, 2 and sizes of 1, 2, 3 items.
    private static final double[] MACRO_VALUES = {1, 1, 0, 1, 0, 0, -1, 0, 1, 0, 0, 1, 1, 0};
    private static final int[] MACRO_CLUSTERS = {0, 0, 1, 2, 2, 2, 3, 3, 4, 5, 5, 6, 6, 6};
    private static final int[] MACRO_STRATA = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1};

    private static final ClusterBootstrap MICRO =
            ClusterBootstrap.of(VALUES, CLUSTERS, DIFFERENCES, MANY);
    private static final ClusterBootstrap MACRO =
            ClusterBootstrap.stratified(
                    MACRO_VALUES, MACRO_CLUSTERS, MACRO_STRATA, DIFFERENCES, MANY);

    @Test
    void the_estimate_is_that_of_the_sample() {
        assertThat(MICRO.estimate()).isEqualTo(5 / 13.0, within(1e-15));
    }

    /**
     * Values from an enumeration of all 5^5 resamples in Python. Each bound has so much probability
     * that the random draws do not move it.
     */
    @ParameterizedTest
    @CsvSource({
        "0.91, lower, 0.07692307692307693",
        "0.95, lower, 0",
        "0.7, upper, 0.5",
        "0.9, upper, 0.6666666666666666",
        "0.96, upper, 0.7692307692307693"
    })
    void the_bounds_match_the_enumeration_of_all_resamples(
            double confidence, String side, double bound) {
        assertThat(bound(MICRO, confidence, side)).isEqualTo(bound, within(1e-12));
    }

    /** Values from an enumeration of all 4^4 times 3^3 resamples in Python. */
    @ParameterizedTest
    @CsvSource({
        "0.85, lower, 0.1875",
        "0.9, lower, 0.14285714285714285",
        "0.85, upper, 0.5625",
        "0.91, upper, 0.6142857142857143"
    })
    void the_bounds_of_a_macro_average_draw_clusters_within_their_strata(
            double confidence, String side, double bound) {
        assertThat(MACRO.estimate()).isEqualTo(0.375, within(1e-15));
        assertThat(bound(MACRO, confidence, side)).isEqualTo(bound, within(1e-12));
    }

    /**
     * Values from SciPy 1.17.1: stats.bootstrap of the cluster means, BCa, 400,000 resamples, three
     * seeds.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void for_clusters_of_equal_size_the_interval_matches_scipy(long seed) {
        int[] sums = {-1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 3, 3, 3};
        double[] values =
                IntStream.range(0, 60)
                        .mapToDouble(
                                i ->
                                        i % 3 < Math.abs(sums[i / 3])
                                                ? Integer.signum(sums[i / 3])
                                                : 0)
                        .toArray();
        int[] clusters = IntStream.range(0, 60).map(i -> i / 3).toArray();

        ClusterBootstrap skewed =
                ClusterBootstrap.of(values, clusters, DIFFERENCES, Resampling.seeded(seed));

        // The means are multiples of 1/60, and ten thousand resamples may miss by one of them.
        assertThat(skewed.interval(0.95).lower()).isEqualTo(0.08333333333333333, within(0.0168));
        assertThat(skewed.interval(0.95).upper()).isEqualTo(0.4333333333333333, within(0.0168));
        assertThat(skewed.interval(0.9).lower()).isEqualTo(0.1, within(0.0168));
        assertThat(skewed.interval(0.9).upper()).isEqualTo(0.4, within(0.0168));
    }

    @Test
    void a_two_sided_interval_consists_of_two_bounds_with_half_the_error_each() {
        assertThat(MICRO.interval(0.9).lower()).isEqualTo(MICRO.lowerBound(0.95), within(1e-12));
        assertThat(MICRO.interval(0.9).upper()).isEqualTo(MICRO.upperBound(0.95), within(1e-12));
    }

    @Test
    void the_same_seed_gives_the_same_bounds_and_another_seed_others() {
        double[] values = {0.31, 0.12, 0.77, 0.5, -0.2, 0.91, 0.43, 0.08};
        int[] clusters = IntStream.range(0, 8).toArray();

        assertThat(interval(values, clusters, 5))
                .isEqualTo(interval(values, clusters, 5))
                .isNotEqualTo(interval(values, clusters, 6));
    }

    @Test
    void repeating_every_item_inside_its_cluster_adds_no_certainty() {
        double[] twice = IntStream.range(0, 26).mapToDouble(i -> VALUES[i / 2]).toArray();
        int[] clusters = IntStream.range(0, 26).map(i -> CLUSTERS[i / 2]).toArray();

        assertThat(interval(twice, clusters, 1)).isEqualTo(interval(VALUES, CLUSTERS, 1));
    }

    @Test
    void negating_the_values_mirrors_the_bounds() {
        double[] negated = Arrays.stream(VALUES).map(value -> -value).toArray();

        assertThat(interval(negated, CLUSTERS, 1).lower())
                .isEqualTo(-interval(VALUES, CLUSTERS, 1).upper(), within(1e-12));
    }

    @Test
    void equal_clusters_have_the_bounds_of_the_clustered_mean() {
        double[] values = {1, 0, 1, 0, 1, 0};
        int[] clusters = {0, 0, 1, 1, 2, 2};
        ClusterBootstrap constant = ClusterBootstrap.of(values, clusters, DIFFERENCES, RESAMPLING);
        ClusteredMean mean = ClusteredMean.of(values, clusters, DIFFERENCES);

        assertThat(constant.interval(0.95)).isEqualTo(mean.interval(0.95));
        assertThat(constant.lowerBound(0.95)).isEqualTo(mean.lowerBound(0.95)).isLessThan(0.5);
        assertThat(constant.upperBound(0.95)).isEqualTo(mean.upperBound(0.95)).isGreaterThan(0.5);
    }

    @Test
    void the_only_cluster_of_a_stratum_shifts_the_bounds_and_does_not_widen_them() {
        double[] values = {1, 1, 0, -1, 1, 0, 1, -1, 0, 0, 1, 1, 1, 1};
        int[] clusters = {0, 0, 0, 1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5};
        int[] strata = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

        ClusterBootstrap macro =
                ClusterBootstrap.stratified(values, clusters, strata, DIFFERENCES, RESAMPLING);

        assertThat(macro.lowerBound(0.95))
                .isEqualTo((MICRO.lowerBound(0.95) + 1) / 2, within(0.01));
        assertThat(macro.upperBound(0.95))
                .isEqualTo((MICRO.upperBound(0.95) + 1) / 2, within(0.01));
    }

    /**
     * In samples that are skewed to the right, a symmetric interval lies below the truth too often.
     */
    @Test
    void the_bounds_follow_the_skewness_of_the_sample() {
        double[] values = new double[40];
        Arrays.fill(values, 0, 4, 1);
        int[] clusters = IntStream.range(0, 40).toArray();
        Interval skewed = interval(values, clusters, 1);
        Interval normal = ClusteredMean.of(values, clusters, DIFFERENCES).normalInterval(0.95);

        assertThat(skewed.upper()).isGreaterThan(normal.upper());
        assertThat(skewed.lower()).isGreaterThan(normal.lower());
    }

    @Test
    void the_interval_has_nearly_the_stated_coverage() {
        int covered = 0;
        for (int seed = 0; seed < 400; seed++) {
            RandomGenerator random = new SplittableRandom(seed);
            double[] values =
                    IntStream.range(0, 40).mapToDouble(i -> random.nextInt(4) / 3.0).toArray();
            int[] clusters = IntStream.range(0, 40).toArray();
            Interval interval =
                    ClusterBootstrap.of(values, clusters, DIFFERENCES, new Resampling(seed, 300))
                            .interval(0.95);
            covered += interval.contains(0.5) ? 1 : 0;
        }

        // Four hundred samples estimate 0.95 with a standard error of 0.011.
        assertThat(covered / 400.0).isBetween(0.92, 0.975);
    }

    @Test
    void values_that_the_clustered_mean_refuses_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                ClusterBootstrap.of(
                                        new double[0], new int[0], DIFFERENCES, RESAMPLING))
                .withMessageContaining("at least one value");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                ClusterBootstrap.stratified(
                                        new double[] {1, 0},
                                        new int[] {6, 6},
                                        new int[] {1, 2},
                                        DIFFERENCES,
                                        RESAMPLING))
                .withMessageContaining("all items of a cluster must lie in one stratum");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 95, Double.NaN})
    void a_confidence_not_strictly_between_0_and_1_is_refused(double confidence) {
        assertThatIllegalArgumentException().isThrownBy(() -> MICRO.interval(confidence));
        assertThatIllegalArgumentException().isThrownBy(() -> MICRO.lowerBound(confidence));
        assertThatIllegalArgumentException().isThrownBy(() -> MICRO.upperBound(confidence));
    }

    private static double bound(ClusterBootstrap bootstrap, double confidence, String side) {
        return side.equals("lower")
                ? bootstrap.lowerBound(confidence)
                : bootstrap.upperBound(confidence);
    }

    private static Interval interval(double[] values, int[] clusters, long seed) {
        return ClusterBootstrap.of(values, clusters, DIFFERENCES, Resampling.seeded(seed))
                .interval(0.95);
    }
}

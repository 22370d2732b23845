package dev.inward.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Measures over simulated data sets with fixed seeds that the stated error rates are correct. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("slow")
class CoverageTest {

    private static final int DATA_SETS = 1_000;
    private static final double TRUTH = 0.15;
    private static final Interval DIFFERENCES = new Interval(-1, 1);
    private static final Interval SHARES = new Interval(0, 1);

    @Test
    void a_two_sided_interval_has_the_stated_coverage() {
        assertThat(rate(seed -> equalClusters(seed), m -> m.interval(0.95).contains(TRUTH)))
                .isBetween(0.94, 0.98);
    }

    @Test
    void one_sided_bounds_have_the_stated_coverage() {
        assertThat(rate(seed -> equalClusters(seed), m -> m.lowerBound(0.95) <= TRUTH))
                .isBetween(0.94, 0.98);
        assertThat(rate(seed -> equalClusters(seed), m -> m.upperBound(0.95) >= TRUTH))
                .isBetween(0.94, 0.98);
    }

    /**
     * One of ten clusters has ten items. Two items in a hundred differ from 0, and those of one
     * cluster together. So most samples have no large cluster that differs.
     */
    @Test
    void the_upper_bound_has_the_stated_coverage_if_only_large_clusters_matter() {
        assertThat(rate(CoverageTest::rarelyLarge, m -> m.upperBound(0.95) >= 0.02))
                .isGreaterThanOrEqualTo(0.94);
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 20, 100})
    void few_clusters_of_uneven_size_have_at_least_the_stated_coverage(int clusters) {
        assertThat(rate(seed -> study(seed, clusters, true), m -> m.interval(0.95).contains(TRUTH)))
                .isGreaterThanOrEqualTo(0.94);
    }

    /** This is why no verdict uses the normal interval. */
    @Test
    void the_normal_interval_of_few_clusters_covers_too_little() {
        assertThat(rate(seed -> study(seed, 20, true), m -> m.normalInterval(0.95).contains(TRUTH)))
                .isLessThan(0.93);
    }

    @Test
    void the_test_rejects_a_true_null_hypothesis_no_more_often_than_its_level() {
        assertThat(rate(seed -> study(seed, 100, true), m -> m.oneSidedTest(TRUTH).p() < 0.05))
                .isLessThan(0.06);
    }

    @Test
    void treating_the_items_of_a_cluster_as_independent_covers_too_little() {
        assertThat(rate(seed -> study(seed, 100, false), m -> m.interval(0.95).contains(TRUTH)))
                .isLessThan(0.88);
    }

    @ParameterizedTest
    @CsvSource({"0.01, 10", "0.01, 100", "0.05, 20", "0.1, 20", "0.2, 10"})
    void the_lower_bound_has_the_stated_coverage_if_deviations_are_too_rare_to_observe(
            double deviates, int clusters) {
        assertThat(
                        rate(
                                seed -> nearlyPerfect(seed, deviates, clusters, 1),
                                m -> m.lowerBound(0.95) <= 1 - deviates))
                .isGreaterThanOrEqualTo(0.94);
    }

    @Test
    void
            the_lower_bound_of_a_macro_average_has_the_stated_coverage_if_only_a_small_stratum_deviates() {
        assertThat(
                        rate(
                                seed -> nearlyPerfect(seed, 0.4, 5, 60),
                                m -> m.lowerBound(0.95) <= 1 - 0.4 / 2))
                .isGreaterThanOrEqualTo(0.94);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10})
    void a_macro_average_over_many_small_strata_has_at_least_the_stated_coverage(int clustersEach) {
        assertThat(
                        rate(
                                seed -> strata(seed, 8, clustersEach),
                                m -> m.interval(0.9).contains(TRUTH)))
                .isGreaterThanOrEqualTo(0.89);
    }

    @Test
    void the_required_clusters_give_the_requested_power() {
        ClusteredMean pilot = study(1, 50_000, true);
        int required = (int) pilot.requiredClusters(0.05, 0.95, 0.8).orElseThrow();

        assertThat(rate(seed -> study(seed, required, true), m -> m.lowerBound(0.95) > 0.05))
                .isBetween(0.77, 0.83);
    }

    private static double rate(IntFunction<ClusteredMean> study, Predicate<ClusteredMean> event) {
        return IntStream.range(0, DATA_SETS).mapToObj(study).filter(event).count()
                / (double) DATA_SETS;
    }

    /**
     * Simulates differences of two predictors, with one to eight items per cluster. An item equals
     * the first of its cluster two times out of three. Each difference has the mean TRUTH.
     */
    private static ClusteredMean study(int seed, int clusterCount, boolean clustered) {
        RandomGenerator random = new SplittableRandom(-seed);
        return study(seed, random.ints(clusterCount, 1, 9).toArray(), clustered);
    }

    private static ClusteredMean study(int seed, int[] sizes, boolean clustered) {
        RandomGenerator random = new SplittableRandom(seed);
        double[] values = new double[IntStream.of(sizes).sum()];
        int[] clusters = new int[values.length];
        int n = 0;
        for (int cluster = 0; cluster < sizes.length; cluster++) {
            double shared = difference(random);
            for (int items = sizes[cluster]; items > 0; items--) {
                values[n] = random.nextInt(3) > 0 ? shared : difference(random);
                clusters[n] = clustered ? cluster : n;
                n++;
            }
        }
        return ClusteredMean.of(values, clusters, DIFFERENCES);
    }

    /** Simulates 100 clusters of four items. */
    private static ClusteredMean equalClusters(int seed) {
        return study(seed, IntStream.generate(() -> 4).limit(100).toArray(), true);
    }

    private static ClusteredMean rarelyLarge(int seed) {
        RandomGenerator random = new SplittableRandom(seed);
        int[] clusters =
                IntStream.range(0, 100)
                        .flatMap(c -> IntStream.generate(() -> c).limit(c % 10 == 0 ? 10 : 1))
                        .toArray();
        double[] ofCluster =
                IntStream.range(0, 100)
                        .mapToDouble(c -> random.nextDouble() < 0.02 ? 1 : 0)
                        .toArray();
        return ClusteredMean.of(
                IntStream.of(clusters).mapToDouble(c -> ofCluster[c]).toArray(), clusters, SHARES);
    }

    /** Simulates strata with the same number of clusters of one difference each. */
    private static ClusteredMean strata(int seed, int strata, int clustersEach) {
        RandomGenerator random = new SplittableRandom(seed);
        int n = strata * clustersEach;
        return ClusteredMean.stratified(
                IntStream.range(0, n).mapToDouble(i -> difference(random)).toArray(),
                IntStream.range(0, n).toArray(),
                IntStream.range(0, n).map(i -> i % strata).toArray(),
                DIFFERENCES);
    }

    private static double difference(RandomGenerator random) {
        double draw = random.nextDouble();
        return draw < 0.35 ? 1 : draw < 0.8 ? 0 : -1;
    }

    /**
     * Simulates one stratum whose clusters differ from 1 at a given rate, and one whose clusters
     * never do.
     */
    private static ClusteredMean nearlyPerfect(
            int seed, double deviates, int deviating, int perfect) {
        RandomGenerator random = new SplittableRandom(seed);
        boolean macro = perfect > 1;
        int n = macro ? deviating + perfect : deviating;
        double[] values =
                IntStream.range(0, n)
                        .mapToDouble(i -> i < deviating && random.nextDouble() < deviates ? 0 : 1)
                        .toArray();
        int[] clusters = IntStream.range(0, n).toArray();
        int[] strata = IntStream.range(0, n).map(i -> i < deviating ? 0 : 1).toArray();
        return ClusteredMean.stratified(values, clusters, strata, SHARES);
    }
}

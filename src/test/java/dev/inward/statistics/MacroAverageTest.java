package dev.inward.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MacroAverageTest {

    private static final Interval SHARES = new Interval(0, 1);

    // A large stratum with a high mean, and a small one with a low mean.
    private static final double[] VALUES = {1, 1, 1, 1, 1, 0, 0, 1, 0};
    private static final int[] CLUSTERS = {0, 0, 1, 1, 2, 2, 3, 4, 5};
    private static final int[] STRATA = {8, 8, 8, 8, 8, 8, 9, 9, 9};

    private final ClusteredMean macro = ClusteredMean.stratified(VALUES, CLUSTERS, STRATA, SHARES);

    @Test
    void the_macro_average_weighs_every_stratum_the_same() {
        assertThat(macro.estimate()).isEqualTo((5 / 6.0 + 1 / 3.0) / 2, within(1e-15));
        assertThat(ClusteredMean.of(VALUES, CLUSTERS, SHARES).estimate())
                .isEqualTo(6 / 9.0, within(1e-15));
    }

    @Test
    void items_clusters_and_strata_are_counted_over_all_strata() {
        assertThat(macro.size()).isEqualTo(9);
        assertThat(macro.clusters()).isEqualTo(6);
        assertThat(macro.strata()).isEqualTo(2);
    }

    @Test
    void the_variance_is_the_sum_of_the_variances_of_the_strata_over_their_number_squared() {
        ClusteredMean large =
                ClusteredMean.of(
                        new double[] {1, 1, 1, 1, 1, 0}, new int[] {0, 0, 1, 1, 2, 2}, SHARES);
        ClusteredMean small = ClusteredMean.of(new double[] {0, 1, 0}, new int[] {3, 4, 5}, SHARES);

        assertThat(macro.standardError())
                .isEqualTo(
                        Math.hypot(large.standardError(), small.standardError()) / 2,
                        within(1e-15));
    }

    @Test
    void a_difference_between_strata_is_no_spread() {
        ClusteredMean apart =
                ClusteredMean.stratified(
                        new double[] {1, 1, 0, 0},
                        new int[] {0, 1, 2, 3},
                        new int[] {0, 0, 1, 1},
                        SHARES);

        assertThat(apart.estimate()).isEqualTo(0.5);
        assertThat(apart.standardError()).isZero();
    }

    @Test
    void one_stratum_makes_macro_and_micro_the_same() {
        ClusteredMean micro = ClusteredMean.of(VALUES, CLUSTERS, SHARES);
        ClusteredMean single =
                ClusteredMean.stratified(
                        VALUES, CLUSTERS, new int[] {4, 4, 4, 4, 4, 4, 4, 4, 4}, SHARES);

        assertThat(single.estimate()).isEqualTo(micro.estimate());
        assertThat(single.interval(0.95)).isEqualTo(micro.interval(0.95));
    }

    @Test
    void a_cluster_that_spans_strata_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                ClusteredMean.stratified(
                                        new double[] {1, 0},
                                        new int[] {6, 6},
                                        new int[] {1, 2},
                                        SHARES))
                .withMessage(
                        "Cluster 6 has items in stratum 1 and, at index 1, in stratum 2, but all items of a cluster must lie in one stratum.");
    }
}

package dev.inward.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CrossClusteredMeanTest {

    private static final Interval DIFFERENCE = new Interval(-1, 1);

    /**
     * Values from an ordinary regression on the six cells with statsmodels 0.15.0, clustered,
     * uncorrected.
     */
    @Test
    void the_estimate_is_the_mean_of_the_coefficients_of_a_regression_on_strata() {
        double[] values = {1, 0, 1, 1, 0, 0, 0, 1, -1, 1, 1, 0, 1};
        int[] clusters = {1, 2, 3, 4, 5, 1, 2, 3, 4, 1, 5, 4, 6};
        int[] strata = {1, 1, 1, 2, 2, 1, 1, 1, 2, 1, 2, 2, 2};
        int[] groups = {1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3};

        NormalEstimate mean = CrossClusteredMean.of(values, clusters, strata, groups, DIFFERENCE);

        assertThat(mean.value()).isEqualTo(0.36111111111111116, within(1e-15));
        assertThat(mean.standardError()).isEqualTo(0.08410139872493035, within(1e-15));
    }

    @Test
    void a_single_group_has_the_estimate_and_error_of_a_clustered_mean() {
        var random = new SplittableRandom(1);
        double[] values = random.ints(200, 0, 3).mapToDouble(i -> i - 1).toArray();
        int[] clusters = new int[200];
        int[] strata = new int[200];
        for (int i = 0; i < 200; i++) {
            clusters[i] = i / 3;
            strata[i] = clusters[i] % 4;
        }

        NormalEstimate crossed =
                CrossClusteredMean.of(values, clusters, strata, new int[200], DIFFERENCE);

        ClusteredMean mean = ClusteredMean.stratified(values, clusters, strata, DIFFERENCE);
        assertThat(crossed.value()).isEqualTo(mean.estimate(), within(1e-14));
        assertThat(crossed.standardError()).isEqualTo(mean.standardError(), within(1e-14));
    }

    @Test
    void groups_that_repeat_the_same_items_do_not_reduce_the_error() {
        double[] values = {1, 0, 1, 1, 1, 0, 1, 1};
        int[] prompts = {1, 2, 3, 4, 1, 2, 3, 4};
        int[] groups = {1, 1, 1, 1, 2, 2, 2, 2};

        NormalEstimate both =
                CrossClusteredMean.of(values, prompts, new int[8], groups, DIFFERENCE);

        NormalEstimate one =
                CrossClusteredMean.of(
                        new double[] {1, 0, 1, 1},
                        new int[] {1, 2, 3, 4},
                        new int[4],
                        new int[4],
                        DIFFERENCE);
        assertThat(both.value()).isEqualTo(one.value());
        assertThat(both.standardError()).isEqualTo(one.standardError(), within(1e-15));
    }

    @Test
    void each_value_needs_a_label_of_each_kind() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                CrossClusteredMean.of(
                                        new double[2],
                                        new int[2],
                                        new int[1],
                                        new int[2],
                                        DIFFERENCE))
                .withMessageContaining("2 values with 2 cluster, 1 stratum and 2 group labels");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                CrossClusteredMean.of(
                                        new double[0],
                                        new int[0],
                                        new int[0],
                                        new int[0],
                                        DIFFERENCE))
                .withMessageContaining("0 values");
    }
}

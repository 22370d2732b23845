package dev.inward.statistics.resampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The expected values are from SciPy 1.17.1, stats.bootstrap with method BCa and the same
 * resamples.
 */
class BcaQuantileTest {

    private static final double[] CLUSTER_MEANS = {0, 0, 1, 1, 2, 3, 5, 9};
    private static final double[] RESAMPLED_SUMS = {
        36, 22, 14, 21, 36, 13, 27, 14, 30, 15, 37, 12, 21, 7, 22, 21, 10, 23, 21, 33, 18, 27, 31,
        18, 18, 19, 16, 38, 27, 27, 34, 13, 19, 21, 40, 36, 15, 27, 31, 8, 23, 21, 20, 11, 30, 49,
        16, 25, 6, 20, 14, 23, 23, 11, 25, 23, 15, 27, 17, 21
    };
    private static final double[] RESAMPLED =
            DoubleStream.of(RESAMPLED_SUMS).map(sum -> sum / 8).toArray();

    private final BcaQuantile quantile =
            BcaQuantile.of(RESAMPLED, 2.625, 1e-12, influences(CLUSTER_MEANS));

    @Test
    void the_acceleration_matches_scipy() {
        assertThat(quantile.acceleration()).isEqualTo(0.07092655400943942, within(1e-14));
    }

    @Test
    void the_clusters_of_all_strata_have_one_acceleration() {
        double[] both =
                DoubleStream.concat(
                                DoubleStream.of(influences(1, 2, 2, 8, 4)),
                                DoubleStream.of(influences(0, 6, 1)))
                        .toArray();

        assertThat(BcaQuantile.of(RESAMPLED, 2.625, 1e-12, both).acceleration())
                .isEqualTo(0.047293158401837836, within(1e-14));
    }

    @ParameterizedTest
    @CsvSource({
        "0.6744897501960817, 1.875, 3.375",
        "1.2815515655446004, 1.4766821010466276, 4.498749881702798",
        "1.6448536269514722, 1.2908910894166499, 4.6845816359602885"
    })
    void the_quantiles_match_scipy(double score, double lower, double upper) {
        assertThat(quantile.at(-score)).isEqualTo(lower, within(1e-12));
        assertThat(quantile.at(score)).isEqualTo(upper, within(1e-12));
    }

    @Test
    void ties_count_one_half_even_with_rounding_errors() {
        BcaQuantile tied = BcaQuantile.of(new double[] {0.3, 0.1 + 0.2, 0.2, 0.9}, 0.3, 1e-12);

        assertThat(tied.bias()).isZero();
    }

    @Test
    void without_bias_and_acceleration_the_quantiles_are_those_of_the_percentile_method() {
        double[] ranks = DoubleStream.iterate(0, rank -> rank + 1).limit(1001).toArray();

        assertThat(BcaQuantile.of(ranks, 500, 0).at(-1.959963984540054))
                .isEqualTo(25, within(1e-9));
    }

    @Test
    void resamples_that_all_lie_on_one_side_leave_the_bounds_finite() {
        double[] above = {2, 3, 4};

        assertThat(BcaQuantile.of(above, 1, 0, 1, -1).at(-2)).isBetween(2.0, 4.0);
        assertThat(BcaQuantile.of(above, 5, 0, 1, -1).at(2)).isBetween(2.0, 4.0);
    }

    @Test
    void a_score_beyond_the_limit_of_the_acceleration_gives_the_farthest_resample() {
        double[] skewed = influences(0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
        double[] mirrored = influences(0, 0, 0, 0, 0, 0, 0, 0, 0, -1);

        assertThat(BcaQuantile.of(RESAMPLED, 2.625, 0, skewed).at(8)).isEqualTo(49 / 8.0);
        assertThat(BcaQuantile.of(RESAMPLED, 2.625, 0, mirrored).at(-8)).isEqualTo(6 / 8.0);
    }

    /** Returns the influence of each cluster on the mean, for clusters of one item. */
    private static double[] influences(double... means) {
        int[] ones = new int[means.length];
        Arrays.fill(ones, 1);
        return new BootstrapStratum(means, ones).influences().toArray();
    }
}

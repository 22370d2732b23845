package dev.inward.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomlyWeightedSumTest {

    /**
     * The sum of k of k + l weights, as a share of all weights, has the beta distribution with
     * parameters k and l. Values 1 - t for the k weights and -t for the l weights give a positive
     * sum exactly if the share exceeds t.
     */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 0.05",
        "1, 1, 0.5",
        "1, 30, 0.1",
        "2, 9, 0.5",
        "5, 5, 0.2",
        "50, 50, 0.6",
        "1, 1000, 0.005",
        "30, 1, 0.9"
    })
    void the_tails_of_a_beta_distribution_are_approximated_to_a_few_per_cent(
            int k, int l, double t) {
        var beta = BetaDistribution.of(k, l);
        double score = sum(new double[] {1 - t, -t}, k, l).score();

        assertThat(positive(score)).isCloseTo(beta.survivalProbability(t), withinPercentage(5));
        assertThat(positive(-score)).isCloseTo(beta.cumulativeProbability(t), withinPercentage(5));
    }

    @Test
    void the_sign_of_the_values_is_the_sign_of_the_score() {
        double score = sum(new double[] {3, 0.5, -1}, 1, 4, 9).score();

        assertThat(sum(new double[] {-3, -0.5, 1}, 1, 4, 9).score()).isEqualTo(-score);
    }

    @Test
    void the_unit_of_the_values_does_not_matter() {
        double score = sum(new double[] {3, 0.5, -1}, 1, 4, 9).score();

        assertThat(sum(new double[] {3e-9, 0.5e-9, -1e-9}, 1, 4, 9).score())
                .isEqualTo(score, within(1e-12));
    }

    @Test
    void the_score_is_continuous_where_the_values_balance() {
        double balanced = sum(new double[] {3, -1}, 1, 3).score();

        assertThat(sum(new double[] {3 + 1e-9, -1}, 1, 3).score())
                .isEqualTo(balanced, within(1e-9));
        assertThat(sum(new double[] {3 - 1e-9, -1}, 1, 3).score())
                .isEqualTo(balanced, within(1e-9));
        assertThat(sum(new double[] {3 + 1e-3, -1}, 1, 3).score())
                .isEqualTo(balanced, within(1e-3));
    }

    @Test
    void values_of_one_sign_have_an_infinite_score() {
        assertThat(sum(new double[] {1, 0}, 2, 2).score()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(sum(new double[] {-1, 0}, 2, 2).score()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(sum(new double[] {0}, 2).score()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void rounding_errors_of_the_other_sign_do_not_change_an_infinite_score() {
        assertThat(sum(new double[] {1, 0.5, -1e-17}, 2, 3, 2).score())
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(sum(new double[] {-1, -0.5, 1e-17}, 2, 3, 2).score())
                .isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(sum(new double[] {1, 0.5, -1e-10}, 2, 3, 2).score()).isBetween(10.0, 100.0);
    }

    private static RandomlyWeightedSum sum(double[] values, double... counts) {
        return new RandomlyWeightedSum(values, counts);
    }

    private static double positive(double score) {
        return NormalDistribution.of(0, 1).cumulativeProbability(score);
    }
}

package dev.inward.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * P-values are from statsmodels 0.15.0: OLS on a constant with clustered covariance and without
 * correction, t_test against each margin, and the normal tail of SciPy 1.17.1.
 */
class MarginTestTest {

    private static final Interval DIFFERENCES = new Interval(-1, 1);

    private final ClusteredMean difference =
            ClusteredMean.of(
                    new double[] {
                        1, 1, 0, -1, 1, 0, 0, 0, 0, 0, 1, -1, 0, 0, 1, 0, 0, 0, -1, 0, 0, 0, 0, 0
                    },
                    new int[] {
                        7, 7, 7, 3, 5, 5, 1, 1, 1, 2, 2, 2, 4, 4, 6, 6, 8, 8, 9, 9, 9, 10, 11, 12
                    },
                    DIFFERENCES);

    @Test
    void superiority_is_the_one_sided_test_against_the_margin() {
        assertThat(MarginTest.superiority(difference, 0).p())
                .isEqualTo(0.23093619054645176, within(1e-12));
    }

    @Test
    void non_inferiority_is_the_one_sided_test_against_minus_the_margin() {
        assertThat(MarginTest.nonInferiority(difference, 0.1).p())
                .isEqualTo(0.052757220519039784, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "-0.2, 0.3, 0.02787436296948606",
        "-0.1, 0.3, 0.052757220519039784",
        "-0.2, 0.2, 0.15148761343054984"
    })
    void equivalence_is_the_greater_of_two_one_sided_tests(double lower, double upper, double p) {
        assertThat(MarginTest.equivalence(difference, new Interval(lower, upper)).p())
                .isEqualTo(p, within(1e-12));
    }

    @Test
    void equivalence_at_a_level_is_the_interval_with_twice_that_error_within_the_margins() {
        Interval ninety = difference.interval(0.9);

        assertThat(equivalence(ninety.lower() - 1e-9, ninety.upper() + 1e-9).isShownWith(0.95))
                .isTrue();
        assertThat(equivalence(ninety.lower() + 1e-9, 1).isShownWith(0.95)).isFalse();
        assertThat(equivalence(-1, ninety.upper() - 1e-9).isShownWith(0.95)).isFalse();
    }

    @Test
    void a_bound_that_only_meets_its_margin_shows_nothing() {
        double lower = difference.lowerBound(0.95);
        double upper = difference.upperBound(0.95);

        assertThat(MarginTest.superiority(difference, lower).isShownWith(0.95)).isFalse();
        assertThat(equivalence(lower, 1).isShownWith(0.95)).isFalse();
        assertThat(equivalence(-1, upper).isShownWith(0.95)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.6, 0.8, 0.9, 0.97, 0.98, 0.9999})
    void p_values_and_bounds_decide_the_same(double confidence) {
        double alpha = 1 - confidence;
        MarginTest superiority = MarginTest.superiority(difference, -0.01);
        MarginTest nonInferiority = MarginTest.nonInferiority(difference, 0.12);
        MarginTest equivalence = equivalence(-0.2, 0.3);

        assertThat(superiority.isShownWith(confidence)).isEqualTo(superiority.p() < alpha);
        assertThat(nonInferiority.isShownWith(confidence)).isEqualTo(nonInferiority.p() < alpha);
        assertThat(equivalence.isShownWith(confidence)).isEqualTo(equivalence.p() < alpha);
    }

    @Test
    void negating_the_difference_and_the_margins_changes_nothing() {
        double[] values = {1, 1, 0, -1, 0, 1, 0, 0, 0.5};
        double[] negated = Arrays.stream(values).map(value -> -value).toArray();
        int[] clusters = {0, 0, 1, 1, 2, 3, 4, 5, 6};
        ClusteredMean mean = ClusteredMean.of(values, clusters, DIFFERENCES);
        ClusteredMean mirrored = ClusteredMean.of(negated, clusters, DIFFERENCES);

        assertThat(MarginTest.equivalence(mirrored, new Interval(-0.5, 0.3)).p())
                .isEqualTo(
                        MarginTest.equivalence(mean, new Interval(-0.3, 0.5)).p(), within(1e-12));
    }

    /** Thirty equal clusters leave unseen deviations of 1 - 0.05^(1/30) = 0.095 at 95 %. */
    @Test
    void a_sample_without_spread_is_equivalent_only_as_far_as_its_size_shows() {
        ClusteredMean none = constant(0, 30);

        assertThat(MarginTest.equivalence(none, new Interval(-0.1, 0.1)).isShownWith(0.95))
                .isTrue();
        assertThat(MarginTest.equivalence(none, new Interval(-0.09, 0.09)).isShownWith(0.95))
                .isFalse();
        assertThat(MarginTest.equivalence(none, new Interval(-0.1, 0.1)).p())
                .isEqualTo(Math.pow(0.9, 30), within(1e-12));
    }

    @Test
    void a_difference_beyond_a_margin_is_never_equivalent() {
        assertThat(MarginTest.equivalence(constant(1, 30), new Interval(-0.5, 0.5)).p())
                .isEqualTo(1);
        assertThat(MarginTest.equivalence(constant(-1, 30), new Interval(-0.5, 0.5)).p())
                .isEqualTo(1);
    }

    @Test
    void nothing_speaks_against_margins_beyond_the_range() {
        assertThat(MarginTest.equivalence(constant(0, 30), new Interval(-1.1, 1.1)).p())
                .isEqualTo(0x1p-53);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void a_margin_that_is_not_finite_is_refused(double margin) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MarginTest.superiority(difference, margin))
                .withMessageContaining("threshold of %s", margin);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MarginTest.nonInferiority(difference, margin));
    }

    @Test
    void a_negative_non_inferiority_margin_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MarginTest.nonInferiority(difference, -0.05))
                .withMessageContaining("non-inferiority margin of -0.05")
                .withMessageContaining("such as 0.05");
    }

    @ParameterizedTest
    @CsvSource({"0.1, 0.1", "-Infinity, 0.1", "-0.1, Infinity"})
    void equivalence_margins_with_nothing_or_everything_between_them_are_refused(
            double lower, double upper) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> equivalence(lower, upper))
                .withMessageContaining("margins of %s and %s", lower, upper);
    }

    private MarginTest equivalence(double lower, double upper) {
        return MarginTest.equivalence(difference, new Interval(lower, upper));
    }

    private static ClusteredMean constant(double value, int clusters) {
        double[] values = new double[clusters];
        Arrays.fill(values, value);
        return ClusteredMean.of(values, IntStream.range(0, clusters).toArray(), DIFFERENCES);
    }
}

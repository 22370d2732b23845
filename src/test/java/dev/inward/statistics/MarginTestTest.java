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

/**
 * P-values named exact are from mpmath 1.3.0, which inverts the characteristic function of the sum
 * {@code sum_g E_g a_g} of exponential draws (Gil-Pelaez 1951): a is 2 - 3 t, -1 - t and so on of
 * the twelve clusters seen, and 2 (-1 - t) or 2 (1 - t) of the one that nobody saw.
 */
class MarginTestTest {

    private static final Interval DIFFERENCES = new Interval(-1, 1);

    private static final double[] VALUES = {
        1, 1, 0, -1, 1, 0, 0, 0, 0, 0, 1, -1, 0, 0, 1, 0, 0, 0, -1, 0, 0, 0, 0, 0
    };
    private static final int[] CLUSTERS = {
        7, 7, 7, 3, 5, 5, 1, 1, 1, 2, 2, 2, 4, 4, 6, 6, 8, 8, 9, 9, 9, 10, 11, 12
    };

    private final ClusteredMean difference = ClusteredMean.of(VALUES, CLUSTERS, DIFFERENCES);

    /** The sum has 2, 1, 1 and -1, -1, -2 times a draw: it is as often positive as negative. */
    @Test
    void superiority_is_open_where_the_sample_mirrors_what_nobody_saw() {
        assertThat(MarginTest.superiority(difference, 0).p()).isEqualTo(0.5, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "-0.1, 0.211923342409",
        "-0.2, 0.0641018899811",
        "-0.3, 0.0150853882757",
        "-0.5, 0.000388014284217"
    })
    void superiority_is_the_one_sided_test_against_the_margin(double margin, double exact) {
        assertThat(MarginTest.superiority(difference, margin).p())
                .isCloseTo(exact, withinPercentage(3));
        assertThat(MarginTest.nonInferiority(difference, -margin).p())
                .isEqualTo(MarginTest.superiority(difference, margin).p());
    }

    @ParameterizedTest
    @CsvSource({
        "-0.5, 0.2, 0.334336490081",
        "-0.5, 0.3, 0.11079006788",
        "-0.5, 0.4, 0.0226329328586",
        "-0.5, 0.5, 0.00267282572751",
        "-0.2, 0.4, 0.0641018899811",
        "-0.3, 0.4, 0.0226329328586"
    })
    void equivalence_is_the_greater_of_two_one_sided_tests(
            double lower, double upper, double exact) {
        assertThat(equivalence(lower, upper).p()).isCloseTo(exact, withinPercentage(3));
    }

    /** Sums of binomial probabilities, from mpmath 1.3.0. */
    @ParameterizedTest
    @CsvSource({
        "16, 30, 0.4, 0.0970568438207",
        "28, 30, 0.8, 0.044178985152",
        "5, 50, 0.03, 0.016810645356",
        "60, 100, 0.5, 0.0284439668205"
    })
    void of_a_share_of_single_items_it_is_the_binomial_test(
            int successes, int n, double margin, double exact) {
        double[] values = new double[n];
        Arrays.fill(values, 0, successes, 1);
        double[] failures = Arrays.stream(values).map(value -> 1 - value).toArray();
        int[] clusters = IntStream.range(0, n).toArray();
        Interval shares = new Interval(0, 1);

        assertThat(MarginTest.superiority(ClusteredMean.of(values, clusters, shares), margin).p())
                .isCloseTo(exact, withinPercentage(3));
        assertThat(
                        MarginTest.equivalence(
                                        ClusteredMean.of(failures, clusters, shares),
                                        new Interval(-1, 1 - margin))
                                .p())
                .isCloseTo(exact, withinPercentage(3));
    }

    /** The standard error of the twelve clusters is 0.1132604613, and a hundredth of it of 10^4. */
    @ParameterizedTest
    @CsvSource({"1, 0.1586552539", "1.6448536270, 0.05", "2.3263478740, 0.01"})
    void of_many_clusters_it_is_the_normal_test(double z, double tail) {
        double distance = z * 0.001132604613;
        ClusteredMean many = copies(10_000);

        assertThat(MarginTest.superiority(many, 1 / 12.0 - distance).p())
                .isCloseTo(tail, withinPercentage(3));
        assertThat(MarginTest.equivalence(many, new Interval(0, 1 / 12.0 + distance)).p())
                .isCloseTo(tail, withinPercentage(3));
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
    void the_p_value_is_the_least_error_at_which_the_bounds_clear_the_margins(double confidence) {
        double alpha = 1 - confidence;
        double lower = difference.lowerBound(confidence);
        double upper = difference.upperBound(confidence);

        assertThat(MarginTest.superiority(difference, lower).p()).isEqualTo(alpha, within(1e-12));
        assertThat(equivalence(-1, upper).p()).isEqualTo(alpha, within(1e-12));
        for (double clear : new double[] {1e-9, 1e-3}) {
            assertThat(equivalence(lower - clear, upper + clear).isShownWith(confidence)).isTrue();
            assertThat(equivalence(lower - clear, upper + clear).p()).isLessThan(alpha);
            assertThat(equivalence(lower + clear, 1).isShownWith(confidence)).isFalse();
            assertThat(equivalence(lower + clear, 1).p()).isGreaterThan(alpha);
            assertThat(equivalence(-1, upper - clear).isShownWith(confidence)).isFalse();
            assertThat(equivalence(-1, upper - clear).p()).isGreaterThan(alpha);
        }
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
        // The approximation overstates it by no more than 9 %, and hardly ever understates it.
        assertThat(MarginTest.equivalence(none, new Interval(-0.1, 0.1)).p())
                .isBetween(0.999 * Math.pow(0.9, 30), 1.09 * Math.pow(0.9, 30));
    }

    @Test
    void a_difference_beyond_a_margin_is_never_equivalent() {
        assertThat(MarginTest.equivalence(constant(1, 30), new Interval(-0.5, 0.5)).p())
                .isEqualTo(1);
        assertThat(MarginTest.equivalence(constant(-1, 30), new Interval(-0.5, 0.5)).p())
                .isEqualTo(1);
    }

    @Test
    void nothing_speaks_against_margins_at_the_ends_of_the_range() {
        assertThat(equivalence(-1, 1).p()).isZero();
    }

    @Test
    void nothing_speaks_against_margins_beyond_the_range() {
        assertThat(MarginTest.equivalence(constant(0, 30), new Interval(-1.1, 1.1)).p()).isZero();
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

    /** The twelve clusters, so many times over. */
    private static ClusteredMean copies(int times) {
        int n = VALUES.length;
        return ClusteredMean.of(
                IntStream.range(0, times * n).mapToDouble(i -> VALUES[i % n]).toArray(),
                IntStream.range(0, times * n).map(i -> i / n * 100 + CLUSTERS[i % n]).toArray(),
                DIFFERENCES);
    }

    private static ClusteredMean constant(double value, int clusters) {
        double[] values = new double[clusters];
        Arrays.fill(values, value);
        return ClusteredMean.of(values, IntStream.range(0, clusters).toArray(), DIFFERENCES);
    }
}

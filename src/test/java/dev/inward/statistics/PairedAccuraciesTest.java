package dev.inward.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairedAccuraciesTest {

    /** Computed in Python from the two-by-two table. */
    @ParameterizedTest
    @CsvSource({
        "0.6, 0.5, 0.3, 0.37348469228349535, 0.3430306154330094",
        "0.48, 0.42, 0.5, 0.3248908755747967, 0.24661824885040656",
        "0.7, 0.55, 0, 0.385, 0.4575"
    })
    void a_correlation_says_how_often_both_are_right_and_how_much_the_difference_varies(
            double first, double second, double correlation, double bothRight, double variance) {
        PairedAccuracies accuracies = PairedAccuracies.correlated(first, second, correlation);

        assertThat(accuracies.bothRight()).isEqualTo(bothRight, within(1e-15));
        assertThat(accuracies.variance()).isEqualTo(variance, within(1e-15));
        assertThat(accuracies.difference()).isEqualTo(first - second);
    }

    @Test
    void the_variance_is_that_of_plus_one_minus_one_and_zero() {
        PairedAccuracies accuracies = new PairedAccuracies(0.5, 0.25, 0.125);
        double firstOnly = 0.375;
        double secondOnly = 0.125;

        assertThat(accuracies.variance()).isEqualTo(firstOnly + secondOnly - 0.25 * 0.25);
    }

    @Test
    void predictors_that_are_always_right_together_differ_on_no_item() {
        assertThat(PairedAccuracies.correlated(0.4, 0.4, 1).variance()).isEqualTo(0, within(1e-15));
    }

    /** At most the square root of the ratio of the odds of the less and the more accurate one. */
    @Test
    void accuracies_that_differ_cannot_correlate_perfectly() {
        Interval attainable = PairedAccuracies.attainableCorrelations(0.8, 0.5);

        assertThat(attainable.lower()).isEqualTo(-0.5, within(1e-15));
        assertThat(attainable.upper()).isEqualTo(0.5, within(1e-15));
        assertThat(PairedAccuracies.attainableCorrelations(0.9, 0.6).upper())
                .isEqualTo(Math.sqrt((0.6 / 0.4) / (0.9 / 0.1)), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.5, -1, 1", "0, 0.5, 0, 0", "1, 1, 0, 0"})
    void only_even_odds_correlate_fully_and_certainty_with_nothing(
            double first, double second, double lower, double upper) {
        assertThat(PairedAccuracies.attainableCorrelations(first, second))
                .isEqualTo(new Interval(lower, upper));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.1, 0.3, 1 / 3.0, 0.7, 0.99})
    void the_ends_of_the_attainable_range_are_attainable(double second) {
        Interval attainable = PairedAccuracies.attainableCorrelations(0.6, second);

        assertThat(PairedAccuracies.correlated(0.6, second, attainable.lower()).bothRight())
                .isEqualTo(Math.max(0, 0.6 + second - 1), within(1e-12));
        assertThat(PairedAccuracies.correlated(0.6, second, attainable.upper()).bothRight())
                .isEqualTo(Math.min(0.6, second), within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.51, -0.51, 1, Double.NaN})
    void a_correlation_out_of_range_is_refused_with_the_range(double correlation) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairedAccuracies.correlated(0.8, 0.5, correlation))
                .withMessageContaining("correlation of %s", correlation)
                .withMessageContaining("0.8 and 0.5")
                .withMessageContaining("-0.5000 at the least and 0.5000 at the most");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.24, 0.51, Double.NaN})
    void being_right_together_more_or_less_often_than_can_be_is_refused(double bothRight) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PairedAccuracies(0.75, 0.5, bothRight))
                .withMessageContaining("0.75 and 0.5")
                .withMessageContaining("from 0.25 to 0.5");
    }

    @ParameterizedTest
    @CsvSource({"-0.1, 0.5", "1.1, 0.5", "0.5, -0.1", "0.5, 1.1", "NaN, 0.5", "60, 50"})
    void an_accuracy_that_is_no_probability_is_refused(double first, double second) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairedAccuracies.correlated(first, second, 0))
                .withMessageContaining("%s and %s", first, second);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PairedAccuracies(first, second, 0.2))
                .withMessageContaining("Accuracies of %s and %s", first, second);
    }
}

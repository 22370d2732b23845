package dev.inward.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalEstimateTest {

    private static final Interval SHARES = new Interval(0, 1);

    @Test
    void the_half_width_is_the_normal_quantile_times_the_standard_error() {
        Interval interval = new NormalEstimate(0.5, 0.1, SHARES).interval(0.95);

        assertThat(interval.lower()).isEqualTo(0.5 - 0.1959963984540054, within(1e-13));
        assertThat(interval.upper()).isEqualTo(0.5 + 0.1959963984540054, within(1e-13));
    }

    @Test
    void the_interval_ends_where_the_range_does() {
        assertThat(new NormalEstimate(0.9, 0.1, SHARES).interval(0.95).upper()).isEqualTo(1);
        assertThat(new NormalEstimate(0.1, 0.1, SHARES).interval(0.95).lower()).isZero();
    }

    @Test
    void without_spread_the_interval_is_a_single_point() {
        assertThat(new NormalEstimate(1, 0, SHARES).interval(0.95)).isEqualTo(new Interval(1, 1));
    }

    @ParameterizedTest
    @CsvSource({"-0.1, 0.1", "1.1, 0.1", "NaN, 0.1", "0.5, -0.1", "0.5, NaN", "0.5, Infinity"})
    void impossible_values_are_refused(double value, double standardError) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NormalEstimate(value, standardError, SHARES))
                .withMessageContaining("%s with a standard error of %s", value, standardError)
                .withMessageContaining("from 0.0 to 1.0");
    }

    @Test
    void a_confidence_not_strictly_between_0_and_1_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NormalEstimate(0.5, 0.1, SHARES).interval(95))
                .withMessageContaining("confidence of 95.0");
    }
}

package dev.inward.statistics.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.inward.statistics.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EProcessTest {

    private static final Interval DIFFERENCES = new Interval(-1, 1);
    private static final Interval SHARES = new Interval(0, 1);

    /**
     * The mean of the 16 fractions: a geometric series from 0.1, which is 2 / sqrt(400), to 0.95.
     */
    private static final double MEAN_FRACTION =
            (0.95 * Math.pow(9.5, 1 / 15.0) - 0.1) / (Math.pow(9.5, 1 / 15.0) - 1) / 16;

    private final EProcess process = EProcess.exceeding(0, DIFFERENCES, 400);

    @Test
    void before_the_first_observation_the_value_is_1() {
        assertThat(process.value()).isEqualTo(1, within(1e-15));
        assertThat(process.observations()).isZero();
    }

    @Test
    void an_observation_at_the_threshold_does_not_change_the_value() {
        process.add(0);

        assertThat(process.value()).isEqualTo(1, within(1e-15));
        assertThat(process.observations()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, -0.4, 0.3, 1})
    void the_first_observation_adds_the_mean_fraction_times_its_gain(double value) {
        process.add(value);

        assertThat(process.value()).isEqualTo(1 + MEAN_FRACTION * value, within(1e-12));
    }

    @Test
    void a_weight_scales_the_gain() {
        process.add(List.of(new WeightedValue(0.8, 0.25)));

        assertThat(process.value()).isEqualTo(1 + MEAN_FRACTION * 0.2, within(1e-12));
    }

    @Test
    void evidence_below_a_threshold_mirrors_evidence_above_it() {
        EProcess below = EProcess.fallingBelow(-0.2, DIFFERENCES, 400);
        EProcess above = EProcess.exceeding(0.2, DIFFERENCES, 400);

        for (double value : new double[] {-1, -0.5, 0, 0.25, -1, 1}) {
            below.add(value);
            above.add(-value);
        }

        assertThat(below.logValue()).isEqualTo(above.logValue(), within(1e-12));
        assertThat(below.logValue()).isNotZero();
    }

    @Test
    void the_unit_of_the_observable_does_not_matter() {
        EProcess shares = EProcess.exceeding(0.6, SHARES, 100);
        EProcess differences = EProcess.exceeding(0.2, DIFFERENCES, 100);

        for (double share : new double[] {1, 0.5, 1, 0, 0.75}) {
            shares.add(share);
            differences.add(2 * share - 1);
        }

        assertThat(shares.logValue()).isEqualTo(differences.logValue(), within(1e-12));
    }

    @Test
    void evidence_that_exceeds_a_double_has_a_logarithm() {
        for (int i = 0; i < 100_000; i++) {
            process.add(1);
        }

        // The gambler with the greatest of 16 fractions has nearly all the wealth.
        assertThat(process.logValue())
                .isEqualTo(100_000 * Math.log(1.95) - Math.log(16), within(1e-6));
        assertThat(process.value()).isInfinite();
    }

    @Test
    void a_rejection_is_never_taken_back() {
        for (int i = 0; i < 20; i++) {
            process.add(1);
        }
        assertThat(process.isRejectedAt(0.05)).isTrue();

        for (int i = 0; i < 100; i++) {
            process.add(-1);
        }

        assertThat(process.value()).isLessThan(1);
        assertThat(process.isRejectedAt(0.05)).isTrue();
    }

    @Test
    void the_hypothesis_is_rejected_at_a_value_of_1_over_alpha() {
        process.add(1);

        assertThat(process.isRejectedAt(1 / (1 + MEAN_FRACTION) + 1e-9)).isTrue();
        assertThat(process.isRejectedAt(1 / (1 + MEAN_FRACTION) - 1e-9)).isFalse();
    }

    @Test
    void an_observation_outside_the_range_is_refused_with_its_whole_round() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                process.add(
                                        List.of(
                                                new WeightedValue(1, 1),
                                                new WeightedValue(1.5, 1))))
                .withMessage(
                        "An observation of 1.5 was given, but a value between -1.0 and 1.0 was expected.");
        assertThatIllegalArgumentException().isThrownBy(() -> process.add(Double.NaN));

        assertThat(process.value()).isEqualTo(1, within(1e-15));
        assertThat(process.observations()).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 1, 2, Double.NaN})
    void a_threshold_not_strictly_inside_the_range_is_refused(double threshold) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EProcess.exceeding(threshold, DIFFERENCES, 100))
                .withMessageContaining("A threshold of " + threshold);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EProcess.fallingBelow(threshold, DIFFERENCES, 100));
    }

    @Test
    void an_infinite_range_is_refused() {
        Interval line = new Interval(0, Double.POSITIVE_INFINITY);

        assertThatIllegalArgumentException().isThrownBy(() -> EProcess.exceeding(1, line, 100));
    }

    @Test
    void a_horizon_without_observations_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EProcess.exceeding(0, DIFFERENCES, 0))
                .withMessageContaining("A horizon of 0 observations");
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "20", "NaN"})
    void an_alpha_not_strictly_between_0_and_1_is_refused(double alpha) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> process.isRejectedAt(alpha))
                .withMessageContaining("An alpha of " + alpha);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 1.01, Double.NaN})
    void a_weight_above_1_or_not_above_0_is_refused(double weight) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WeightedValue(0.5, weight))
                .withMessageContaining("A weight of " + weight);
    }
}

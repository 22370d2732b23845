package dev.inward.statistics.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares the results with the normal quantiles of SciPy 1.17. */
class SignalDetectionTest {

    @ParameterizedTest
    @CsvSource({
        "75, 25, 30, 70, 1.1854345074481007, -0.07400353860258763",
        "8, 2, 9, 21, 1.253792248929114, -0.12096247029874518",
        "20, 0, 0, 20, 3.9615047932945577, 0",
        "50, 0, 100, 0, -0.2454995606378585, -2.456518355126068"
    })
    void sensitivity_and_criterion_match_scipy(
            int hits, int misses, int falseAlarms, int rejections, double dPrime, double c) {
        SignalDetection detection = new SignalDetection(hits, misses, falseAlarms, rejections);

        assertThat(detection.dPrime()).isEqualTo(dPrime, within(1e-13));
        assertThat(detection.criterion()).isEqualTo(c, within(1e-13));
    }

    @Test
    void always_yes_and_always_no_have_no_sensitivity_and_opposite_criteria() {
        SignalDetection alwaysYes = new SignalDetection(20, 0, 20, 0);
        SignalDetection alwaysNo = new SignalDetection(0, 20, 0, 20);
        SignalDetection coin = new SignalDetection(10, 10, 10, 10);

        assertThat(alwaysYes.dPrime()).isEqualTo(0.0);
        assertThat(alwaysNo.dPrime()).isEqualTo(0.0);
        assertThat(coin.dPrime()).isEqualTo(0.0);
        assertThat(alwaysYes.criterion()).isEqualTo(-1.9807523966472789, within(1e-13));
        assertThat(alwaysNo.criterion()).isEqualTo(1.9807523966472789, within(1e-13));
        assertThat(coin.criterion()).isEqualTo(0.0);
    }

    @Test
    void always_the_same_answer_has_the_most_extreme_criterion() {
        double least = new SignalDetection(6, 0, 4, 0).criterion();
        double greatest = new SignalDetection(0, 6, 0, 4).criterion();

        for (int hits = 0; hits <= 6; hits++) {
            for (int falseAlarms = 0; falseAlarms <= 4; falseAlarms++) {
                if (hits + falseAlarms > 0 && hits + falseAlarms < 10) {
                    SignalDetection mixed =
                            new SignalDetection(hits, 6 - hits, falseAlarms, 4 - falseAlarms);
                    assertThat(mixed.criterion()).isStrictlyBetween(least, greatest);
                }
            }
        }
    }

    @Test
    void the_yes_rate_is_exact() {
        assertThat(new SignalDetection(50, 0, 100, 0).yesRate()).isEqualTo(1);
        assertThat(new SignalDetection(0, 50, 0, 100).yesRate()).isZero();
        assertThat(new SignalDetection(3, 1, 2, 2).yesRate()).isEqualTo(0.625);
    }

    @Test
    void swapping_yes_and_no_negates_both_results() {
        SignalDetection detection = new SignalDetection(8, 2, 9, 21);
        SignalDetection swapped = new SignalDetection(2, 8, 21, 9);

        assertThat(swapped.dPrime()).isEqualTo(-detection.dPrime());
        assertThat(swapped.criterion()).isEqualTo(-detection.criterion());
    }

    @Test
    void the_results_are_finite_for_the_greatest_counts() {
        int most = Integer.MAX_VALUE;

        assertThat(new SignalDetection(most, most, most, most).yesRate()).isEqualTo(0.5);
        assertThat(new SignalDetection(most, 0, 0, most).dPrime()).isBetween(12.0, 13.0);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 1, 0", "0, 1, 0, 1"})
    void one_signal_and_one_noise_are_enough(int hits, int misses, int alarms, int rejections) {
        assertThat(new SignalDetection(hits, misses, alarms, rejections).dPrime()).isEqualTo(0.0);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 5, 5, 5",
        "5, -1, 5, 5",
        "5, 5, -1, 5",
        "5, 5, 5, -1",
        "0, 0, 5, 5",
        "5, 5, 0, 0"
    })
    void impossible_counts_are_refused(int hits, int misses, int alarms, int rejections) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SignalDetection(hits, misses, alarms, rejections))
                .withMessageContaining(
                        "%d hits, %d misses, %d false alarms and %d correct rejections",
                        hits, misses, alarms, rejections);
    }
}

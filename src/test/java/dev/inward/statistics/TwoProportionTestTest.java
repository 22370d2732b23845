package dev.inward.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwoProportionTestTest {

    /** Values from {@code proportions_ztest} of statsmodels 0.15.0. */
    @ParameterizedTest
    @CsvSource({
        "45, 100, 30, 100, 2.1908902300206647, 0.02845973691631055",
        "838, 1000, 248, 950, 25.635602048636294, 6.119638003115721e-145",
        "1, 10, 9, 12, -3.048770243885229, 0.0022978014107260013",
        "5, 10, 5, 10, 0, 1"
    })
    void score_and_p_value_match_statsmodels(
            int successes, int trials, int others, int otherTrials, double z, double p) {
        var test =
                new TwoProportionTest(
                        Proportion.of(successes, trials), Proportion.of(others, otherTrials));

        assertThat(test.z()).isEqualTo(z, within(1e-12 * Math.abs(z)));
        assertThat(test.p()).isEqualTo(p, within(1e-9 * p));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 9"})
    void equal_outcomes_of_all_trials_show_no_difference(int first, int second) {
        var test = new TwoProportionTest(Proportion.of(first, 7), Proportion.of(second, 9));

        assertThat(test.z()).isZero();
        assertThat(test.p()).isEqualTo(1);
    }

    @Test
    void swapping_the_proportions_changes_the_sign_of_the_score() {
        Proportion first = Proportion.of(3, 20);
        Proportion second = Proportion.of(40, 90);

        assertThat(new TwoProportionTest(first, second).z())
                .isEqualTo(-new TwoProportionTest(second, first).z());
        assertThat(new TwoProportionTest(first, second).p())
                .isEqualTo(new TwoProportionTest(second, first).p());
    }
}

package dev.inward.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProportionTest {

    @Test
    void the_estimate_is_the_share_of_successes() {
        assertThat(Proportion.of(3, 4).estimate()).isEqualTo(0.75);
    }

    @Test
    void the_mean_costs_the_standard_error_a_degree_of_freedom() {
        assertThat(Proportion.of(1, 4).standardErrorOfMean())
                .isEqualTo(Math.sqrt((0.75 * 0.75 + 3 * 0.25 * 0.25) / 3 / 4), within(1e-15));
    }

    @Test
    void a_single_trial_has_no_standard_error() {
        assertThat(Proportion.of(1, 1).standardErrorOfMean()).isNaN();
        assertThat(Proportion.of(1, 1).paperErrorBar()).isNaN();
    }

    @Test
    void the_error_bar_of_the_paper_is_0_at_the_extremes_and_the_intervals_are_not() {
        Proportion perfect = Proportion.of(20, 20);

        assertThat(perfect.paperErrorBar()).isZero();
        assertThat(perfect.wilson(0.95).lower()).isLessThan(0.9);
        assertThat(perfect.clopperPearson(0.95).lower()).isLessThan(0.9);
    }

    @Test
    void intervals_at_the_extremes_end_exactly_at_0_or_1() {
        assertThat(Proportion.of(0, 7).wilson(0.9).lower()).isZero();
        assertThat(Proportion.of(0, 7).clopperPearson(0.9).lower()).isZero();
        assertThat(Proportion.of(7, 7).wilson(0.9).upper()).isEqualTo(1);
        assertThat(Proportion.of(7, 7).clopperPearson(0.9).upper()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.8, 0.9, 0.95, 0.99})
    void rounding_does_not_move_an_extreme_end_of_the_score_interval(double confidence) {
        for (int trials = 1; trials <= 60; trials++) {
            assertThat(Proportion.of(0, trials).wilson(confidence).lower()).isEqualTo(0.0);
            assertThat(Proportion.of(trials, trials).wilson(confidence).upper()).isEqualTo(1.0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 1_000, 1_000_000})
    void the_exact_upper_limit_without_successes_matches_its_closed_form(int trials) {
        double closed = -Math.expm1(Math.log(0.025) / trials);

        assertThat(Proportion.of(0, trials).clopperPearson(0.95).upper())
                .isEqualTo(closed, within(1e-12 * closed));
    }

    @ParameterizedTest
    @CsvSource({"1, 9", "3, 11", "50, 120"})
    void swapping_success_and_failure_mirrors_the_intervals(int successes, int trials) {
        Proportion proportion = Proportion.of(successes, trials);
        Proportion mirrored = Proportion.of(trials - successes, trials);

        assertThat(mirrored.wilson(0.95).lower())
                .isEqualTo(1 - proportion.wilson(0.95).upper(), within(1e-14));
        assertThat(mirrored.clopperPearson(0.95).lower())
                .isEqualTo(1 - proportion.clopperPearson(0.95).upper(), within(1e-14));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.1, 0.37, 0.5, 0.81, 0.99})
    void the_exact_interval_has_at_least_the_stated_coverage(double truth) {
        int trials = 40;
        BinomialDistribution draws = BinomialDistribution.of(trials, truth);
        double coverage = 0;
        for (int successes = 0; successes <= trials; successes++) {
            if (Proportion.of(successes, trials).clopperPearson(0.9).contains(truth)) {
                coverage += draws.probability(successes);
            }
        }

        assertThat(coverage).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void more_confidence_makes_a_wider_interval() {
        Proportion proportion = Proportion.of(12, 40);

        assertThat(proportion.wilson(0.99).width()).isGreaterThan(proportion.wilson(0.9).width());
        assertThat(proportion.clopperPearson(0.99).width())
                .isGreaterThan(proportion.clopperPearson(0.9).width());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-1, 5", "6, 5"})
    void impossible_counts_are_refused(int successes, int trials) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Proportion.of(successes, trials))
                .withMessageContaining("%d successes in %d trials", successes, trials);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 95, -0.5, Double.NaN})
    void a_confidence_not_strictly_between_0_and_1_is_refused(double confidence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Proportion.of(1, 2).wilson(confidence))
                .withMessageContaining("confidence of " + confidence);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Proportion.of(1, 2).clopperPearson(confidence));
    }
}

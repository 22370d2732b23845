package dev.inward.statistics.agreement;

import static dev.inward.statistics.agreement.ProperScore.BRIER;
import static dev.inward.statistics.agreement.ProperScore.LOG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.inward.statistics.CategoricalSample;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares scores with scikit-learn 1.9: brier_score_loss, and log_loss divided by ln 2. */
class ProperScoreTest {

    private static final Map<String, Double> WEATHER =
            Map.of("sun", 0.5, "rain", 0.25, "fog", 0.25);

    @Test
    void the_mean_over_yes_no_items_matches_scikit_learn() {
        double[] probabilities = {0.9, 0.8, 0.3, 0.05, 0.6};
        boolean[] outcomes = {true, false, false, false, true};

        assertThat(mean(BRIER, probabilities, outcomes)).isEqualTo(0.1805, within(1e-15));
        assertThat(mean(LOG, probabilities, outcomes)).isEqualTo(0.7598941073544307, within(1e-14));
    }

    @Test
    void the_mean_over_categorical_items_matches_scikit_learn() {
        assertThat(meanOfThree(BRIER)).isEqualTo(0.4583333333333333, within(1e-15));
        assertThat(meanOfThree(LOG)).isEqualTo(1.0838462556653214, within(1e-14));
    }

    @Test
    void a_forecast_has_the_score_computed_by_hand() {
        assertThat(BRIER.of(WEATHER, "rain")).isEqualTo(0.25 + 0.5625 + 0.0625);
        assertThat(LOG.of(WEATHER, "rain")).isEqualTo(2, within(1e-15));
        assertThat(BRIER.of(0.75, false)).isEqualTo(0.5625);
        assertThat(LOG.of(0.75, false)).isEqualTo(2, within(1e-15));
    }

    @ParameterizedTest
    @EnumSource
    void a_certain_forecast_that_comes_true_scores_0(ProperScore score) {
        assertThat(score.of(1, true)).isEqualTo(0.0);
        assertThat(score.of(0, false)).isEqualTo(0.0);
        assertThat(score.of(Map.of("a", 1.0), "a")).isEqualTo(0.0);
        assertThat(score.of(Map.of("a", 1.0, "b", 0.0), "a")).isEqualTo(0.0);
    }

    @ParameterizedTest
    @EnumSource
    void a_perfect_score_is_not_negative_zero(ProperScore score) {
        assertThat(score.of(1, true)).hasToString("0.0");
    }

    @Test
    void an_outcome_with_probability_0_has_an_infinite_log_score() {
        assertThat(LOG.of(0, true)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(LOG.of(1, false)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(LOG.of(WEATHER, "snow")).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(LOG.of(Double.MIN_VALUE, true)).isEqualTo(1074, within(1e-9));
    }

    @Test
    void an_outcome_with_probability_0_has_at_most_the_worst_brier_score() {
        assertThat(BRIER.of(0, true)).isEqualTo(1);
        assertThat(BRIER.of(Map.of("a", 1.0), "b")).isEqualTo(2);
        assertThat(BRIER.of(WEATHER, "snow")).isEqualTo(1 + 0.25 + 0.0625 + 0.0625);
    }

    @Test
    void two_categories_score_twice_their_yes_no_form_by_brier_and_the_same_by_log() {
        Map<String, Double> forecast = Map.of("yes", 0.7, "no", 0.3);

        assertThat(BRIER.of(forecast, "yes")).isEqualTo(2 * BRIER.of(0.7, true), within(1e-15));
        assertThat(LOG.of(forecast, "no")).isEqualTo(LOG.of(0.7, false), within(1e-15));
    }

    @ParameterizedTest
    @EnumSource
    void the_expected_score_is_best_for_the_true_probability(ProperScore score) {
        double held = 0.3;
        double honest = held * score.of(held, true) + (1 - held) * score.of(held, false);

        for (int percent = 1; percent < 100; percent++) {
            double stated = percent / 100.0;
            assertThat(held * score.of(stated, true) + (1 - held) * score.of(stated, false))
                    .isGreaterThanOrEqualTo(honest - 1e-15);
        }
    }

    @Test
    void predicting_the_shares_of_a_sample_has_its_entropy_as_mean_log_score() {
        List<String> sample = List.of("a", "a", "a", "b", "b", "c");
        CategoricalSample counted = CategoricalSample.of(sample);
        Map<String, Double> shares =
                Map.of("a", counted.share("a"), "b", counted.share("b"), "c", counted.share("c"));

        assertThat(sample.stream().mapToDouble(item -> LOG.of(shares, item)).average().orElse(0))
                .isEqualTo(counted.entropyBits(), within(1e-14));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void a_value_that_is_not_a_probability_is_refused(double probability) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BRIER.of(probability, true))
                .withMessage(
                        "A probability of %s was given to 'yes', but a value from 0 to 1 was expected.",
                        probability);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BRIER.of(Map.of("fog", probability), "fog"))
                .withMessageContaining("%s was given to 'fog'", probability);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.4, 0.4999, 0.5001})
    void probabilities_that_do_not_add_up_to_one_are_refused(double other) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LOG.of(Map.of("a", 0.5, "b", other), "a"))
                .withMessageContaining("2 categories that add up to " + (0.5 + other))
                .withMessageContaining("divide each by the sum");
    }

    @Test
    void an_empty_forecast_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BRIER.of(Map.of(), "a"))
                .withMessageContaining("0 categories");
    }

    @Test
    void single_precision_rounding_errors_of_the_sum_are_accepted() {
        assertThat(LOG.of(Map.of("a", 0.5, "b", 0.4999995), "a")).isEqualTo(1, within(1e-15));
        assertThat(LOG.of(Map.of("a", 0.5, "b", 0.5000005), "a")).isEqualTo(1, within(1e-15));
    }

    private static double mean(ProperScore score, double[] probabilities, boolean[] outcomes) {
        return IntStream.range(0, probabilities.length)
                .mapToDouble(i -> score.of(probabilities[i], outcomes[i]))
                .average()
                .orElseThrow();
    }

    private static double meanOfThree(ProperScore score) {
        return (score.of(Map.of("a", 0.7, "b", 0.2, "c", 0.1), "a")
                        + score.of(Map.of("a", 0.1, "b", 0.3, "c", 0.6), "b")
                        + score.of(Map.of("a", 0.25, "b", 0.5, "c", 0.25), "b"))
                / 3;
    }
}

package dev.inward.statistics.agreement;

import dev.inward.statistics.CategoricalSample;
import dev.inward.statistics.ClusteredMean;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Scores of the forecast of one item's outcome, given as probabilities. Less is better; 0 is
 * perfect.
 *
 * <p>The scores are proper: a forecaster gets the best expected score by stating the probabilities
 * that it believes (Gneiting and Raftery 2007). The score of a predictor is the mean over its
 * items. {@link ClusteredMean} gives an interval for that mean if the scores have a finite range.
 * This class is immutable and thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum ProperScore {

    /**
     * The quadratic score (Brier 1950). For a yes/no outcome it is {@code (p - o)^2}, from 0 to 1,
     * where o is 1 for yes and 0 for no. For categories it is {@code sum_k (p_k - o_k)^2}, from 0
     * to 2, as Brier defined it. So two categories score twice as much as the same forecast in
     * yes/no form.
     */
    BRIER {
        @Override
        double binary(double probabilityOfOutcome) {
            return Math.pow(1 - probabilityOfOutcome, 2);
        }

        @Override
        double categorical(Map<String, Double> probabilities, String outcome) {
            double squaresOfOthers = 0;
            for (var category : probabilities.entrySet()) {
                squaresOfOthers +=
                        category.getKey().equals(outcome) ? 0 : Math.pow(category.getValue(), 2);
            }
            return binary(probabilities.getOrDefault(outcome, 0.0)) + squaresOfOthers;
        }
    },

    /**
     * The logarithmic score {@code -log2 p}, where p is the probability of the outcome (Good 1952).
     * It is in bits, like {@link CategoricalSample#entropyBits}. Multiplied by {@code ln 2} it is
     * the log loss in nats.
     *
     * <p>An outcome with probability 0 scores positive infinity, and so does the mean over items.
     * Probabilities are not clipped, because the result would depend on the chosen limit. {@link
     * ClusteredMean} rejects an infinite score.
     */
    LOG {
        @Override
        double binary(double probabilityOfOutcome) {
            return probabilityOfOutcome == 1 ? 0 : -Math.log(probabilityOfOutcome) / Math.log(2);
        }

        @Override
        double categorical(Map<String, Double> probabilities, String outcome) {
            return binary(probabilities.getOrDefault(outcome, 0.0));
        }
    };

    // Allows for probabilities that a model returned in single precision.
    private static final double ROUNDING = 1e-6;

    /**
     * Scores the forecast of a yes/no outcome.
     *
     * @param probability the predicted probability of yes, from 0 to 1
     * @param outcome the outcome; true is yes
     * @return the score, at least 0; infinite only for {@link #LOG}
     * @throws IllegalArgumentException if the probability does not lie between 0 and 1
     */
    public double of(double probability, boolean outcome) {
        requireProbability(probability, "yes");
        return binary(outcome ? probability : 1 - probability);
    }

    /**
     * Scores the forecast of a category.
     *
     * @param probabilities the predicted probability of each category; their sum is 1 within 1e-6;
     *     a category that is missing has probability 0
     * @param outcome the category that occurred
     * @return the score, at least 0; infinite only for {@link #LOG}
     * @throws IllegalArgumentException if a probability does not lie between 0 and 1, or if the sum
     *     is not 1
     */
    public double of(Map<String, Double> probabilities, String outcome) {
        // Sorted, because a sum depends on the order of its terms.
        Map<String, Double> sorted = new TreeMap<>(probabilities);
        double sum = 0;
        for (var category : sorted.entrySet()) {
            requireProbability(category.getValue(), category.getKey());
            sum += category.getValue();
        }
        if (Math.abs(sum - 1) > ROUNDING) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "Probabilities of %d categories that add up to %s were given, but a sum of 1 was expected. Add a category for the missing probability, or divide each by the sum.",
                            sorted.size(),
                            sum));
        }
        return categorical(sorted, outcome);
    }

    abstract double binary(double probabilityOfOutcome);

    abstract double categorical(Map<String, Double> probabilities, String outcome);

    private static void requireProbability(double probability, String category) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A probability of %s was given to '%s', but a value from 0 to 1 was expected.",
                            probability,
                            category));
        }
    }
}

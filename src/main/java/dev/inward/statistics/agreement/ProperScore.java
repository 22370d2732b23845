package dev.inward.statistics.agreement;

import dev.inward.statistics.CategoricalSample;
import dev.inward.statistics.ClusteredMean;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Scores the forecast of one item's outcome, given as probabilities: less is better, 0 is perfect.
 *
 * <p>These scores are proper: who states the probabilities that he holds true has the best expected
 * score (Gneiting and Raftery 2007). The score of a predictor is the mean over its items, for which
 * {@link ClusteredMean} gives an interval where the scores have a finite range. This class is
 * threadsafe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum ProperScore {

    /**
     * The quadratic score (Brier 1950). Of a yes/no outcome it is {@code (p - o)^2}, from 0 to 1,
     * where o is 1 for yes and 0 for no; of categories it is {@code sum_k (p_k - o_k)^2}, from 0 to
     * 2, as Brier defined it. Two categories therefore score twice what their yes/no form does.
     */
    BRIER {
        @Override
        double binary(double ofOutcome) {
            return Math.pow(1 - ofOutcome, 2);
        }

        @Override
        double categorical(Map<String, Double> probabilities, String outcome) {
            double others = 0;
            for (var category : probabilities.entrySet()) {
                others += category.getKey().equals(outcome) ? 0 : Math.pow(category.getValue(), 2);
            }
            return binary(probabilities.getOrDefault(outcome, 0.0)) + others;
        }
    },

    /**
     * The logarithmic score {@code -log2 p} of the outcome's probability, in bits as {@link
     * CategoricalSample#entropyBits} is (Good 1952); times {@code ln 2} it is the log loss in nats.
     *
     * <p>An outcome that was given probability 0 scores positive infinity, and so does the mean
     * over items that has it in it: nothing is clipped, for any other figure would be one that
     * whoever clips has chosen. {@link ClusteredMean} refuses it.
     */
    LOG {
        @Override
        double binary(double ofOutcome) {
            return ofOutcome == 1 ? 0 : -Math.log(ofOutcome) / Math.log(2);
        }

        @Override
        double categorical(Map<String, Double> probabilities, String outcome) {
            return binary(probabilities.getOrDefault(outcome, 0.0));
        }
    };

    // Wide enough for probabilities that a model gave in single precision.
    private static final double ROUNDING = 1e-6;

    /**
     * Scores the forecast of a yes/no outcome.
     *
     * @param probability the probability that was given to yes, from 0 to 1
     * @param outcome whether it came true
     * @return the score, at least 0; infinite only for {@link #LOG}
     * @throws IllegalArgumentException if the probability is none
     */
    public double of(double probability, boolean outcome) {
        check(probability, "yes");
        return binary(outcome ? probability : 1 - probability);
    }

    /**
     * Scores the forecast of a category.
     *
     * @param probabilities the probability that was given to each category; they add up to 1 within
     *     1e-6, and any other category was given 0
     * @param outcome the category that came true
     * @return the score, at least 0; infinite only for {@link #LOG}
     * @throws IllegalArgumentException if a probability is none, or they do not add up to 1
     */
    public double of(Map<String, Double> probabilities, String outcome) {
        // Sorted, since a sum depends on the order of its terms.
        Map<String, Double> sorted = new TreeMap<>(probabilities);
        double sum = 0;
        for (var category : sorted.entrySet()) {
            check(category.getValue(), category.getKey());
            sum += category.getValue();
        }
        if (Math.abs(sum - 1) > ROUNDING) {
            throw new IllegalArgumentException(
                    "Probabilities of %d categories that add up to %s were given, but a sum of 1 was expected; give what is missing to a category of its own, or divide each by the sum."
                            .formatted(sorted.size(), sum));
        }
        return categorical(sorted, outcome);
    }

    abstract double binary(double ofOutcome);

    abstract double categorical(Map<String, Double> probabilities, String outcome);

    private static void check(double probability, String category) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "A probability of %s was given to '%s', but one from 0 to 1 was expected."
                            .formatted(probability, category));
        }
    }
}

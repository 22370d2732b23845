package dev.inward.statistics;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How often two predictors are right on the same items, alone and together, such as self- and
 * cross-prediction in a study that is being planned.
 *
 * <p>The more often they are right together, the less the difference on an item varies: {@code
 * first + second - 2 bothRight - (first - second)^2}. All figures are shares of 1. This class is
 * immutable and threadsafe.
 *
 * @param first the probability that the first predictor is right, from 0 to 1
 * @param second the probability that the second predictor is right, from 0 to 1
 * @param bothRight the probability that both are right on an item, at most the lesser of the two,
 *     and at least {@code first + second - 1}
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record PairedAccuracies(double first, double second, double bothRight) {

    private static final double ROUNDING = 1e-12;

    /**
     * Checks the probabilities.
     *
     * @throws IllegalArgumentException if one is no probability, or both cannot be right that often
     */
    public PairedAccuracies {
        check(first, second);
        Interval attainable = attainableBothRight(first, second);
        if (!(bothRight >= attainable.lower() - ROUNDING
                && bothRight <= attainable.upper() + ROUNDING)) {
            throw new IllegalArgumentException(
                    "A probability of %s that both predictors are right was given, but with %s and %s of being right alone one from %s to %s was expected."
                            .formatted(
                                    bothRight,
                                    first,
                                    second,
                                    attainable.lower(),
                                    attainable.upper()));
        }
    }

    /**
     * {@return the accuracies of predictors whose being right correlates: both are right with
     * probability {@code p1 p2 + r sqrt(p1 (1 - p1) p2 (1 - p2))}}
     *
     * @param first the probability that the first predictor is right, from 0 to 1
     * @param second the probability that the second predictor is right, from 0 to 1
     * @param correlation Pearson's correlation of the two being right (phi), among the {@link
     *     #attainableCorrelations}
     * @throws IllegalArgumentException if an accuracy is no probability, or such binary outcomes
     *     cannot correlate like that
     */
    public static PairedAccuracies correlated(double first, double second, double correlation) {
        Interval attainable = attainableCorrelations(first, second);
        if (!(correlation >= attainable.lower() - ROUNDING
                && correlation <= attainable.upper() + ROUNDING)) {
            throw new IllegalArgumentException(
                    "A correlation of %s was given, but the outcomes of predictors that are right with probabilities of %s and %s correlate with %.4f at the least and %.4f at the most."
                            .formatted(
                                    correlation,
                                    first,
                                    second,
                                    attainable.lower(),
                                    attainable.upper()));
        }
        return new PairedAccuracies(
                first, second, first * second + correlation * spread(first, second));
    }

    /**
     * {@return the least and the greatest correlation of two binary outcomes, which are seldom -1
     * and 1; 0 and 0 where an outcome is certain (Hoeffding 1940; Frechet 1951)}
     *
     * @param first the probability that the first predictor is right, from 0 to 1
     * @param second the probability that the second predictor is right, from 0 to 1
     * @throws IllegalArgumentException if one is no probability
     */
    public static Interval attainableCorrelations(double first, double second) {
        check(first, second);
        double spread = spread(first, second);
        if (spread == 0) {
            return new Interval(0, 0);
        }
        Interval bothRight = attainableBothRight(first, second);
        return new Interval(
                (bothRight.lower() - first * second) / spread,
                (bothRight.upper() - first * second) / spread);
    }

    /** {@return the expected difference, first minus second, from -1 to 1} */
    public double difference() {
        return first - second;
    }

    /** {@return the variance of the difference on one item, from 0 to 1} */
    public double variance() {
        double discordant = first + second - 2 * bothRight;
        return Math.max(0, discordant - difference() * difference());
    }

    private static double spread(double first, double second) {
        return Math.sqrt(first * (1 - first) * second * (1 - second));
    }

    private static Interval attainableBothRight(double first, double second) {
        double least = Math.max(0, first + second - 1);
        return new Interval(least, Math.max(least, Math.min(first, second)));
    }

    private static void check(double first, double second) {
        if (!(first >= 0 && first <= 1 && second >= 0 && second <= 1)) {
            throw new IllegalArgumentException(
                    "Accuracies of %s and %s were given, but two probabilities from 0 to 1 were expected."
                            .formatted(first, second));
        }
    }
}

package dev.inward.statistics.input;

import java.util.Locale;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A confidence, its error rates, and the quantiles of the standard normal distribution. Immutable
 * and thread-safe.
 *
 * @param confidence the coverage, strictly between 0 and 1
 */
public record ConfidenceLevel(double confidence) {

    private static final NormalDistribution STANDARD_NORMAL = NormalDistribution.of(0, 1);

    /**
     * Rejects a confidence that does not lie strictly between 0 and 1.
     *
     * @param confidence the coverage, strictly between 0 and 1
     */
    public ConfidenceLevel {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A confidence of %s was given, but a probability strictly between 0 and 1 was expected, such as 0.95.",
                            confidence));
        }
    }

    /** {@return the error rate of a one-sided bound} */
    public double oneSidedAlpha() {
        return 1 - confidence;
    }

    /** {@return the error rate at each end of a two-sided interval} */
    public double twoSidedAlpha() {
        return (1 - confidence) / 2;
    }

    /**
     * {@return the score that the standard normal distribution exceeds with a given probability}
     *
     * @param alpha the probability, from 0 to 1
     */
    public static double quantile(double alpha) {
        return STANDARD_NORMAL.inverseSurvivalProbability(alpha);
    }

    /**
     * {@return the probability of a greater score under the standard normal distribution}
     *
     * @param score any score
     */
    public static double upperTail(double score) {
        return STANDARD_NORMAL.survivalProbability(score);
    }
}

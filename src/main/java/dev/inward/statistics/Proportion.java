package dev.inward.statistics;

import dev.inward.statistics.input.ConfidenceLevel;
import java.util.Locale;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A share of independent trials that succeeded. An example is the accuracy of a predictor in one
 * cell.
 *
 * <p>All results are shares of 1, not percentages. They ignore clusters. Where one prompt has
 * several items, the intervals are too narrow, and {@link ClusteredMean} has the correct ones. This
 * class is immutable and thread-safe.
 *
 * @param successes the number of trials that succeeded, from 0 to {@code trials}
 * @param trials the number of trials, at least 1
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Proportion(int successes, int trials) {

    private static final double PAPER_QUANTILE = 1.96;

    /**
     * Checks the counts.
     *
     * @param successes the number of trials that succeeded, from 0 to {@code trials}
     * @param trials the number of trials, at least 1
     * @throws IllegalArgumentException if there is no trial, or if the successes do not lie between
     *     0 and the number of trials
     */
    public Proportion {
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A proportion of %d successes in %d trials was given, but at least one trial was expected, and successes between 0 and the number of trials.",
                            successes,
                            trials));
        }
    }

    /**
     * Creates a proportion from its counts.
     *
     * @param successes the number of trials that succeeded, from 0 to {@code trials}
     * @param trials the number of trials, at least 1
     * @return the proportion
     * @throws IllegalArgumentException if there is no trial, or if the successes do not lie between
     *     0 and the number of trials
     */
    public static Proportion of(int successes, int trials) {
        return new Proportion(successes, trials);
    }

    /**
     * Returns the observed share.
     *
     * @return {@code successes / trials}, from 0 to 1
     */
    public double estimate() {
        return (double) successes / trials;
    }

    /**
     * Returns the standard error of the mean of the 0/1 outcomes, {@code sqrt(p (1 - p) / (n -
     * 1))}. The estimated mean costs one degree of freedom.
     *
     * @return the standard error, a share of 1; NaN for a single trial
     */
    public double standardErrorOfMean() {
        return trials == 1 ? Double.NaN : Math.sqrt(estimate() * (1 - estimate()) / (trials - 1.0));
    }

    /**
     * Returns half the length of the error bars in "Looking Inward" (arXiv 2410.13787). It is 1.96
     * times {@link #standardErrorOfMean()}, and so 0 for a share of 0 or 1.
     *
     * @return half the length, a share of 1; NaN for a single trial
     */
    public double paperErrorBar() {
        return PAPER_QUANTILE * standardErrorOfMean();
    }

    /**
     * Returns the two-sided score interval (Wilson 1927), without continuity correction.
     *
     * @param confidence the coverage, strictly between 0 and 1
     * @return the interval, within [0, 1]
     * @throws IllegalArgumentException if the confidence does not lie strictly between 0 and 1
     */
    public Interval wilson(double confidence) {
        double z = ConfidenceLevel.quantile(new ConfidenceLevel(confidence).twoSidedAlpha());
        double n = trials;
        double p = estimate();
        double denominator = 1 + z * z / n;
        double centre = (p + z * z / (2 * n)) / denominator;
        double halfWidth = z / denominator * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
        return new Interval(
                successes == 0 ? 0 : centre - halfWidth,
                successes == trials ? 1 : centre + halfWidth);
    }

    /**
     * Returns the two-sided exact interval (Clopper and Pearson 1934). Its coverage is never below
     * the given confidence.
     *
     * @param confidence the coverage, strictly between 0 and 1
     * @return the interval, within [0, 1]
     * @throws IllegalArgumentException if the confidence does not lie strictly between 0 and 1
     */
    public Interval clopperPearson(double confidence) {
        double alpha = new ConfidenceLevel(confidence).twoSidedAlpha();
        int failures = trials - successes;
        return new Interval(
                successes == 0
                        ? 0
                        : BetaDistribution.of(successes, failures + 1.0)
                                .inverseCumulativeProbability(alpha),
                failures == 0
                        ? 1
                        : BetaDistribution.of(successes + 1.0, failures)
                                .inverseSurvivalProbability(alpha));
    }
}

package dev.inward.statistics;

import dev.inward.statistics.input.ConfidenceLevel;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A share of independent trials that succeeded, such as the accuracy of a predictor in one cell.
 *
 * <p>All figures are shares of 1, not percentages. None of them knows about clusters: where one
 * prompt carries several items, {@link ClusteredMean} gives the honest width. This class is
 * immutable and threadsafe.
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
     * @throws IllegalArgumentException if there is no trial, or the successes are not among them
     */
    public Proportion {
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException(
                    "A proportion of %d successes in %d trials was given, but at least one trial and between 0 and as many successes were expected."
                            .formatted(successes, trials));
        }
    }

    /**
     * Creates a proportion from its counts.
     *
     * @param successes the number of trials that succeeded, from 0 to {@code trials}
     * @param trials the number of trials, at least 1
     * @return the proportion
     * @throws IllegalArgumentException if there is no trial, or the successes are not among them
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
     * Returns the standard error of the mean of the 0/1 outcomes, with one degree of freedom spent
     * on the mean: {@code sqrt(p (1 - p) / (n - 1))}.
     *
     * @return the standard error, a share of 1; NaN for a single trial, which has no spread
     */
    public double standardErrorOfMean() {
        return trials == 1 ? Double.NaN : Math.sqrt(estimate() * (1 - estimate()) / (trials - 1.0));
    }

    /**
     * Returns half the length of the error bar that "Looking Inward" (arXiv 2410.13787) draws: 1.96
     * times {@link #standardErrorOfMean()}. It shrinks to nothing at 0 % and 100 %.
     *
     * @return the half-length, a share of 1; NaN for a single trial
     */
    public double paperErrorBar() {
        return PAPER_QUANTILE * standardErrorOfMean();
    }

    /**
     * Returns the two-sided score interval of Wilson (1927), without continuity correction.
     *
     * @param confidence the coverage, strictly between 0 and 1
     * @return the interval, within [0, 1]
     * @throws IllegalArgumentException if the confidence is no such probability
     */
    public Interval wilson(double confidence) {
        double z = ConfidenceLevel.quantile(new ConfidenceLevel(confidence).twoSidedAlpha());
        double n = trials;
        double p = estimate();
        double shrink = 1 + z * z / n;
        double centre = (p + z * z / (2 * n)) / shrink;
        double half = z / shrink * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
        return new Interval(
                successes == 0 ? 0 : centre - half, successes == trials ? 1 : centre + half);
    }

    /**
     * Returns the two-sided exact interval of Clopper and Pearson (1934). Its coverage is never
     * below the nominal one.
     *
     * @param confidence the coverage, strictly between 0 and 1
     * @return the interval, within [0, 1]
     * @throws IllegalArgumentException if the confidence is no such probability
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

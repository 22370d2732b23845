package dev.inward.statistics.sequential;

import dev.inward.statistics.ClusteredMean;
import dev.inward.statistics.Interval;
import java.util.List;
import java.util.Locale;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Evidence that the mean of a bounded observable lies above a threshold, or below it. It is
 * collected one observation at a time and can be checked after each one. If the mean does not lie
 * there, the probability that the value <em>ever</em> reaches {@code 1 / alpha} is at most alpha.
 *
 * <p><b>Testing by betting</b> (Waudby-Smith and Ramdas 2024, <a
 * href="https://arxiv.org/abs/2010.09686">arXiv 2010.09686</a>). A gambler starts with 1 and always
 * bets the fraction c of the current wealth. The bet is that an observation x exceeds the threshold
 * m. It multiplies the wealth by {@code 1 + c (x - m) / (m - min)}, which is never negative. If the
 * mean of x is at most m, given all earlier observations, the expected factor is at most 1. So the
 * wealth is a non-negative supermartingale. By Ville's inequality, it ever reaches {@code 1 /
 * alpha} with a probability of at most alpha.
 *
 * <p>The value of the e-process is the mean wealth of 16 gamblers with different fractions. It is a
 * supermartingale too, and it grows about as fast as the best of them. The fractions are evenly
 * spaced on a logarithmic scale. The greatest is 0.95. The least is {@code 2 / sqrt(horizon) * (m -
 * min) / ((max - min) / 2)}, but at most 0.5. A wrong horizon costs observations, but does not
 * change the error rate.
 *
 * <p><b>Clusters of unequal size.</b> An observation of weight w counts as {@code w (x - m)}. The
 * weight of a cluster is its number of items divided by the greatest number. So a cluster counts as
 * {@code sum (x_i - m) / largest}. This has a mean of at most 0 if the mean <em>over items</em>,
 * {@code E[sum x_i] / E[size]}, is at most m. Size and value may depend on each other.
 *
 * <p><b>Macro averages.</b> A round contains independent observations of every stratum. The
 * expected weights in a round have the same sum V in every stratum. All bets of a round are decided
 * before it. Let f be {@code c / (m - min)} and mu_k the mean of stratum k. Because {@code 1 + y <=
 * exp(y)}, the expected factor of the round is at most {@code exp(f V sum_k (mu_k - m))}. This is
 * at most 1 if the mean of the mu_k is at most m, even if some lie above it. It holds only for
 * complete rounds, so a round is added as a whole. {@link SamplingRounds} makes such rounds. As for
 * {@link ClusteredMean}, clusters must be independent draws in random order.
 *
 * <p>This class is mutable and not thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class EProcess {

    private final Interval range;
    private final double threshold;
    private final double greatestLoss;
    private final BettingWealth wealth;
    private int observations;
    private double logMaximum;

    private EProcess(double threshold, Interval range, double worstValue, int horizon) {
        if (!Double.isFinite(range.width())
                || !(range.lower() < threshold && threshold < range.upper())) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A threshold of %s in a range from %s to %s was given, but a threshold strictly inside a finite range was expected.",
                            threshold,
                            range.lower(),
                            range.upper()));
        }
        if (horizon < 1) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A horizon of %d observations was given, but at least 1 was expected. Estimate the greatest number of observations.",
                            horizon));
        }
        this.range = range;
        this.threshold = threshold;
        // Negative if the bet is on values below the threshold, which turns gains into losses.
        this.greatestLoss = threshold - worstValue;
        this.wealth = BettingWealth.forHorizon(2 * Math.abs(greatestLoss) / range.width(), horizon);
    }

    /**
     * {@return a new e-process against the hypothesis that the mean is at most the threshold}
     *
     * @param threshold the threshold, strictly inside the range
     * @param range the least and the greatest possible value, both finite
     * @param horizon a rough estimate of the greatest number of observations, at least 1
     * @throws IllegalArgumentException if the range is not finite, if the threshold does not lie
     *     strictly inside it, or if the horizon is below 1
     */
    public static EProcess exceeding(double threshold, Interval range, int horizon) {
        return new EProcess(threshold, range, range.lower(), horizon);
    }

    /**
     * {@return a new e-process against the hypothesis that the mean is at least the threshold}
     *
     * @param threshold the threshold, strictly inside the range
     * @param range the least and the greatest possible value, both finite
     * @param horizon a rough estimate of the greatest number of observations, at least 1
     * @throws IllegalArgumentException if the range is not finite, if the threshold does not lie
     *     strictly inside it, or if the horizon is below 1
     */
    public static EProcess fallingBelow(double threshold, Interval range, int horizon) {
        return new EProcess(threshold, range, range.upper(), horizon);
    }

    /**
     * Adds one observation of weight 1.
     *
     * @param value the observation, in the unit of the range, within the range
     * @throws IllegalArgumentException if the value lies outside the range
     */
    public void add(double value) {
        add(List.of(new WeightedValue(value, 1)));
    }

    /**
     * Adds a complete round: one weighted observation, or observations of every stratum.
     *
     * @param round the observations
     * @throws IllegalArgumentException if a value lies outside the range; no observation is added
     *     then
     */
    public void add(List<WeightedValue> round) {
        for (WeightedValue observation : round) {
            if (!range.contains(observation.value())) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "An observation of %s was given, but a value between %s and %s was expected.",
                                observation.value(),
                                range.lower(),
                                range.upper()));
            }
        }
        for (WeightedValue observation : round) {
            wealth.bet(observation.weight() * (observation.value() - threshold) / greatestLoss);
        }
        observations += round.size();
        logMaximum = Math.max(logMaximum, logValue());
    }

    /** {@return the number of observations so far} */
    public int observations() {
        return observations;
    }

    /** {@return the current e-value; 1 before any observation; infinite if it exceeds a double} */
    public double value() {
        return Math.exp(logValue());
    }

    /** {@return the natural logarithm of the current e-value; always finite} */
    public double logValue() {
        return wealth.logMean();
    }

    /**
     * Checks whether the value has ever reached {@code 1 / alpha}. A rejection is never taken back.
     *
     * @param alpha the probability of a false rejection, however often it is checked, strictly
     *     between 0 and 1
     * @return whether the hypothesis is rejected
     * @throws IllegalArgumentException if alpha does not lie strictly between 0 and 1
     */
    public boolean isRejectedAt(double alpha) {
        return logMaximum >= -Math.log(new SignificanceLevel(alpha).alpha());
    }
}

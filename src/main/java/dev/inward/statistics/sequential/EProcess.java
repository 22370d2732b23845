package dev.inward.statistics.sequential;

import dev.inward.statistics.ClusteredMean;
import dev.inward.statistics.Interval;
import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Evidence, gathered one observation at a time, that the mean of a bounded observable lies above a
 * threshold, or below it. It may be looked at after every observation: if the mean does not lie
 * there, the probability that the value <em>ever</em> reaches {@code 1 / alpha} is at most alpha.
 *
 * <p>Testing by betting (Waudby-Smith and Ramdas 2024, <a
 * href="https://arxiv.org/abs/2010.09686">arXiv 2010.09686</a>): a gambler with a stake of 1 bets
 * the fraction c of what he has that an observation x exceeds the threshold m. His wealth is
 * multiplied by {@code 1 + c (x - m) / (m - min)}, never below 0. If x has a mean of at most m,
 * whatever came before, the factor's is at most 1: the wealth is a non-negative supermartingale,
 * and by Ville's inequality it ever reaches 1 / alpha with a probability of at most alpha. The
 * value is the mean wealth of 16 gamblers with fractions of their own, a supermartingale again,
 * which grows about as that of the best of them does. They are spread evenly, on a logarithmic
 * scale, from {@code 2 / sqrt(horizon) * (m - min) / ((max - min) / 2)}, or 0.5 if that is less, to
 * 0.95. A wrong horizon costs observations, never the error rate.
 *
 * <p><b>Clusters of unequal size.</b> An observation of weight w counts as {@code w (x - m)}. With
 * the number of items over the largest number as its weight, a cluster counts with {@code sum (x_i
 * - m) / largest}, which has a mean of at most 0 where the mean <em>over items</em>, {@code E[sum
 * x_i] / E[size]}, is at most m, however size and value go together.
 *
 * <p><b>Macro averages.</b> A round holds independent observations of each stratum, with weights
 * w_g the expectations of which have the same sum V in every stratum. All of a round are bet on
 * with what was decided before it. If f is {@code c / (m - min)} and mu_k the mean of stratum k,
 * the expected factor of the round is at most {@code exp(f V sum_k (mu_k - m))}, because {@code 1 +
 * y <= exp(y)}: at most 1 where the mean of the mu_k is at most m, though some lie above it. It
 * holds for complete rounds alone, hence they are given at once. {@link SamplingRounds} makes them.
 * As for {@link ClusteredMean}, clusters are independent draws; their order is random.
 *
 * <p>This class is mutable and not threadsafe.
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

    private EProcess(double threshold, Interval range, double end, int horizon) {
        if (!Double.isFinite(range.width())
                || !(range.lower() < threshold && threshold < range.upper())) {
            throw new IllegalArgumentException(
                    "A threshold of %s in a range from %s to %s was given, but a finite range with the threshold strictly inside was expected."
                            .formatted(threshold, range.lower(), range.upper()));
        }
        if (horizon < 1) {
            throw new IllegalArgumentException(
                    "A horizon of %d observations was given, but at least 1 was expected: about as many as there will be at the most."
                            .formatted(horizon));
        }
        this.range = range;
        this.threshold = threshold;
        // Negative where the bet is on values below the threshold, which turns every gain around.
        this.greatestLoss = threshold - end;
        this.wealth = BettingWealth.forHorizon(2 * Math.abs(greatestLoss) / range.width(), horizon);
    }

    /**
     * {@return the evidence against a mean of at most the threshold, before any observation}
     *
     * @param threshold the threshold, strictly inside the range
     * @param range the least and the greatest value the observable can take, both finite
     * @param horizon about how many observations there will be at the most, at least 1
     * @throws IllegalArgumentException if an argument is out of its bounds
     */
    public static EProcess exceeding(double threshold, Interval range, int horizon) {
        return new EProcess(threshold, range, range.lower(), horizon);
    }

    /**
     * {@return the evidence against a mean of at least the threshold, before any observation}
     *
     * @param threshold the threshold, strictly inside the range
     * @param range the least and the greatest value the observable can take, both finite
     * @param horizon about how many observations there will be at the most, at least 1
     * @throws IllegalArgumentException if an argument is out of its bounds
     */
    public static EProcess fallingBelow(double threshold, Interval range, int horizon) {
        return new EProcess(threshold, range, range.upper(), horizon);
    }

    /**
     * Adds one observation of weight 1.
     *
     * @param value the observation, within the range
     * @throws IllegalArgumentException if it lies outside the range
     */
    public void add(double value) {
        add(List.of(new WeightedValue(value, 1)));
    }

    /**
     * Adds a complete round: one weighted observation, or some of every stratum.
     *
     * @param round the observations; none of them changes anything if one is refused
     * @throws IllegalArgumentException if one lies outside the range
     */
    public void add(List<WeightedValue> round) {
        for (WeightedValue observation : round) {
            if (!range.contains(observation.value())) {
                throw new IllegalArgumentException(
                        "An observation of %s was given, but a value between %s and %s was expected."
                                .formatted(observation.value(), range.lower(), range.upper()));
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

    /**
     * {@return the e-value so far, 1 before any observation; infinite where it is beyond a double}
     */
    public double value() {
        return Math.exp(logValue());
    }

    /** {@return the natural logarithm of the e-value} */
    public double logValue() {
        return wealth.logMean();
    }

    /**
     * Tells whether the value is or ever was at least {@code 1 / alpha}. Once it was, the answer
     * stays yes.
     *
     * @param alpha the probability of a wrong yes, however often one looks, strictly between 0 and
     *     1
     * @return whether the hypothesis is rejected
     * @throws IllegalArgumentException if alpha is no such probability
     */
    public boolean isRejectedAt(double alpha) {
        return logMaximum >= -Math.log(new SignificanceLevel(alpha).alpha());
    }
}

package dev.inward.statistics;

import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Decides on which side of a threshold the mean of a bounded observable lies, as soon as the
 * observations tell. It may be looked at after every observation or round of them.
 *
 * <p>Two {@link EProcess}es bet, one that the mean lies above the threshold, one that it lies below
 * it; the first to reach {@code 1 / alpha}, with alpha one minus the confidence, decides. A mean at
 * or below the threshold is ever said to lie above it with a probability of at most alpha, and the
 * other way round. They cannot decide at the same moment: one of them grows above 1 only where the
 * weighted sum of all {@code x - threshold} is positive, the other only where it is negative.
 *
 * <p>A mean at the threshold stays undecided with a probability of at least {@code 1 - 2 alpha}.
 * Simulated for differences in [-1, 1] with a confidence of 0.95 and a fitting horizon, deciding
 * takes on average, as a share of the clusters that a z test of fixed size needs for a power of 0.8
 * at the effect it was designed for: 1.1 to 1.3 where that effect is the true one, 0.5 to 0.6 where
 * the true one is 1.5 times as large, 0.28 to 0.36 where it is twice, 0.13 to 0.19 where it is
 * three times as large. An effect just as designed is found within the fixed size of power 0.9 two
 * times out of three. Between strata, a difference of means counts as spread, unlike in {@link
 * ClusteredMean}: with means 0.6 apart, the second of these figures grows by a fifth.
 *
 * <p>This class is mutable and not threadsafe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class SequentialTest {

    private final EProcess above;
    private final EProcess below;
    private final double alpha;
    private Side side = Side.UNDECIDED;

    private SequentialTest(EProcess above, EProcess below, double alpha) {
        this.above = above;
        this.below = below;
        this.alpha = alpha;
    }

    /**
     * On which side of the threshold the mean lies.
     *
     * @since 0.1
     */
    @API(status = Status.EXPERIMENTAL, since = "0.1")
    public enum Side {
        /** The mean lies above the threshold. */
        ABOVE,
        /** The mean lies below the threshold. */
        BELOW,
        /** The observations do not tell yet. */
        UNDECIDED
    }

    /**
     * {@return the test, before any observation}
     *
     * @param threshold the threshold, strictly inside the range
     * @param range the least and the greatest value the observable can take, both finite
     * @param confidence one minus the probability of either wrong decision, strictly between 0 and
     *     1
     * @param horizon about how many observations there will be at the most, at least 1
     * @throws IllegalArgumentException if an argument is out of its bounds
     */
    public static SequentialTest of(
            double threshold, Interval range, double confidence, int horizon) {
        return new SequentialTest(
                EProcess.exceeding(threshold, range, horizon),
                EProcess.fallingBelow(threshold, range, horizon),
                new ConfidenceLevel(confidence).oneSidedAlpha());
    }

    /**
     * Adds one observation of weight 1. Once the test has decided, nothing changes any more.
     *
     * @param value the observation, within the range
     * @return the side after it
     * @throws IllegalArgumentException if it lies outside the range and the test is undecided
     */
    public Side add(double value) {
        return add(List.of(new WeightedValue(value, 1)));
    }

    /**
     * Adds a complete round, as {@link EProcess#add(List)} does. Once the test has decided, nothing
     * changes any more.
     *
     * @param round the observations, all of which are used
     * @return the side after it
     * @throws IllegalArgumentException if one lies outside the range and the test is undecided
     */
    public Side add(List<WeightedValue> round) {
        if (side == Side.UNDECIDED) {
            above.add(round);
            below.add(round);
            side =
                    above.isRejectedAt(alpha)
                            ? Side.ABOVE
                            : below.isRejectedAt(alpha) ? Side.BELOW : Side.UNDECIDED;
        }
        return side;
    }

    /** {@return what the observations tell so far} */
    public Side side() {
        return side;
    }

    /** {@return the number of observations until the decision, or so far where there is none} */
    public int observations() {
        return above.observations();
    }

    /** {@return the natural logarithm of the e-value for a mean above the threshold} */
    public double logEvidenceAbove() {
        return above.logValue();
    }

    /** {@return the natural logarithm of the e-value for a mean below the threshold} */
    public double logEvidenceBelow() {
        return below.logValue();
    }
}

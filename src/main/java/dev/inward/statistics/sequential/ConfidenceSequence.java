package dev.inward.statistics.sequential;

import dev.inward.statistics.Interval;
import dev.inward.statistics.input.ConfidenceLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Bounds for the mean of a bounded observable that are valid at all times together. The probability
 * that a bound is <em>ever</em> on the wrong side of the mean is at most one minus its confidence.
 *
 * <p>The lower bound is the greatest m for which {@link EProcess#exceeding} has ever rejected a
 * mean of at most m (Waudby-Smith and Ramdas 2024, section 4). The upper bound mirrors it. Every
 * factor {@code 1 + c w (x - m) / (m - min)} decreases in m for the fractions used, so bisection
 * finds the bound. The bounds never widen, because an e-process never takes back a rejection: this
 * is the running intersection.
 *
 * <p>The time to compute a bound grows with the number of observations. This class is mutable and
 * not thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class ConfidenceSequence {

    /** Number of bisection steps; the result is exact to 2^-40 of the width of the range. */
    private static final int BISECTIONS = 40;

    private final Interval range;
    private final int horizon;
    private final List<List<WeightedValue>> rounds = new ArrayList<>();
    // Rejects invalid observations immediately, as an e-process does.
    private final EProcess validator;

    private ConfidenceSequence(Interval range, int horizon) {
        this.range = range;
        this.horizon = horizon;
        this.validator = EProcess.exceeding(middle(range.lower(), range.upper()), range, horizon);
    }

    /**
     * {@return a new sequence without observations}
     *
     * @param range the least and the greatest possible value, finite and not equal
     * @param horizon a rough estimate of the greatest number of observations, at least 1; see
     *     {@link EProcess}
     * @throws IllegalArgumentException if the range is not finite or is a single point, or if the
     *     horizon is below 1
     */
    public static ConfidenceSequence of(Interval range, int horizon) {
        return new ConfidenceSequence(range, horizon);
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
     * Adds a complete round, like {@link EProcess#add(List)}.
     *
     * @param round the observations; copied
     * @throws IllegalArgumentException if a value lies outside the range; the sequence does not
     *     change then
     */
    public void add(List<WeightedValue> round) {
        validator.add(round);
        rounds.add(List.copyOf(round));
    }

    /** {@return the number of observations so far} */
    public int observations() {
        return validator.observations();
    }

    /**
     * {@return the two-sided interval} The probability that it ever misses the mean is at most one
     * minus the confidence. Each bound has half the error rate. If new observations contradict
     * earlier ones so strongly that no mean is left, it is a single point halfway between the
     * bounds.
     *
     * @param confidence the coverage, strictly between 0 and 1
     * @throws IllegalArgumentException if the confidence does not lie strictly between 0 and 1
     */
    public Interval interval(double confidence) {
        double alpha = new ConfidenceLevel(confidence).twoSidedAlpha();
        double lower = lower(alpha);
        double upper = upper(alpha);
        double point = middle(lower, upper);
        return lower <= upper ? new Interval(lower, upper) : new Interval(point, point);
    }

    /**
     * {@return the one-sided lower bound; the lower end of the range while there is no evidence}
     *
     * @param confidence the coverage, strictly between 0 and 1
     * @throws IllegalArgumentException if the confidence does not lie strictly between 0 and 1
     */
    public double lowerBound(double confidence) {
        return lower(new ConfidenceLevel(confidence).oneSidedAlpha());
    }

    /**
     * {@return the one-sided upper bound; the upper end of the range while there is no evidence}
     *
     * @param confidence the coverage, strictly between 0 and 1
     * @throws IllegalArgumentException if the confidence does not lie strictly between 0 and 1
     */
    public double upperBound(double confidence) {
        return upper(new ConfidenceLevel(confidence).oneSidedAlpha());
    }

    private double lower(double alpha) {
        return lastRejected(
                range.lower(),
                range.upper(),
                mean -> rejects(EProcess.exceeding(mean, range, horizon), alpha));
    }

    private double upper(double alpha) {
        return lastRejected(
                range.upper(),
                range.lower(),
                mean -> rejects(EProcess.fallingBelow(mean, range, horizon), alpha));
    }

    private boolean rejects(EProcess process, double alpha) {
        rounds.forEach(process::add);
        return process.isRejectedAt(alpha);
    }

    /** Finds the last rejected mean on the way from one end of the range to the other. */
    private static double lastRejected(double from, double to, DoublePredicate rejected) {
        double in = from;
        double notRejected = to;
        for (int i = 0; i < BISECTIONS; i++) {
            double mean = middle(in, notRejected);
            if (rejected.test(mean)) {
                in = mean;
            } else {
                notRejected = mean;
            }
        }
        return in;
    }

    private static double middle(double one, double other) {
        return one + (other - one) / 2;
    }
}

package dev.inward.statistics.sequential;

import dev.inward.statistics.Interval;
import dev.inward.statistics.input.ConfidenceLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Bounds for the mean of a bounded observable that hold at every moment at once: the probability
 * that a bound is <em>ever</em> on the wrong side of the mean is at most one minus its confidence.
 *
 * <p>The lower bound is the greatest m for which {@link EProcess#exceeding} has ever rejected a
 * mean of at most m (Waudby-Smith and Ramdas 2024, section 4), the upper one its mirror image.
 * Every factor {@code 1 + c w (x - m) / (m - min)} decreases in m for the fractions used, so that
 * bisection finds the bound, and having ever rejected makes the bounds never widen: this is the
 * running intersection. Asking for a bound takes a time that grows with the number of observations.
 *
 * <p>This class is mutable and not threadsafe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class ConfidenceSequence {

    /** Halvings of the range, to 2^-40 of its width. */
    private static final int BISECTIONS = 40;

    private final Interval range;
    private final int horizon;
    private final List<List<WeightedValue>> rounds = new ArrayList<>();
    // Refuses what an e-process would refuse, at the moment it is given.
    private final EProcess gate;

    private ConfidenceSequence(Interval range, int horizon) {
        this.range = range;
        this.horizon = horizon;
        this.gate = EProcess.exceeding(middle(range.lower(), range.upper()), range, horizon);
    }

    /**
     * {@return the sequence, before any observation}
     *
     * @param range the least and the greatest value the observable can take, finite and not equal
     * @param horizon about how many observations there will be at the most, at least 1
     * @throws IllegalArgumentException if an argument is out of its bounds
     */
    public static ConfidenceSequence of(Interval range, int horizon) {
        return new ConfidenceSequence(range, horizon);
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
     * Adds a complete round, as {@link EProcess#add(List)} does.
     *
     * @param round the observations
     * @throws IllegalArgumentException if one lies outside the range
     */
    public void add(List<WeightedValue> round) {
        gate.add(round);
        rounds.add(List.copyOf(round));
    }

    /** {@return the number of observations so far} */
    public int observations() {
        return gate.observations();
    }

    /**
     * {@return the two-sided interval, which ever misses the mean with a probability of at most one
     * minus the confidence} Each of its ends has half of that. Should observations contradict
     * earlier ones so much that no mean is left, it is the point halfway between the bounds.
     *
     * @param confidence the coverage, strictly between 0 and 1
     * @throws IllegalArgumentException if the confidence is no such probability
     */
    public Interval interval(double confidence) {
        double alpha = new ConfidenceLevel(confidence).twoSidedAlpha();
        double lower = lower(alpha);
        double upper = upper(alpha);
        double point = middle(lower, upper);
        return lower <= upper ? new Interval(lower, upper) : new Interval(point, point);
    }

    /**
     * {@return the one-sided lower bound; the lower end of the range while nothing is known}
     *
     * @param confidence the coverage, strictly between 0 and 1
     * @throws IllegalArgumentException if the confidence is no such probability
     */
    public double lowerBound(double confidence) {
        return lower(new ConfidenceLevel(confidence).oneSidedAlpha());
    }

    /**
     * {@return the one-sided upper bound; the upper end of the range while nothing is known}
     *
     * @param confidence the coverage, strictly between 0 and 1
     * @throws IllegalArgumentException if the confidence is no such probability
     */
    public double upperBound(double confidence) {
        return upper(new ConfidenceLevel(confidence).oneSidedAlpha());
    }

    private double lower(double alpha) {
        return last(
                range.lower(),
                range.upper(),
                mean -> rejects(EProcess.exceeding(mean, range, horizon), alpha));
    }

    private double upper(double alpha) {
        return last(
                range.upper(),
                range.lower(),
                mean -> rejects(EProcess.fallingBelow(mean, range, horizon), alpha));
    }

    private boolean rejects(EProcess process, double alpha) {
        rounds.forEach(process::add);
        return process.isRejectedAt(alpha);
    }

    /** The last mean that is rejected on the way from one end of the range to the other. */
    private static double last(double from, double to, DoublePredicate rejected) {
        double in = from;
        double out = to;
        for (int i = 0; i < BISECTIONS; i++) {
            double mean = middle(in, out);
            if (rejected.test(mean)) {
                in = mean;
            } else {
                out = mean;
            }
        }
        return in;
    }

    private static double middle(double one, double other) {
        return one + (other - one) / 2;
    }
}

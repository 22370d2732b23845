package dev.inward.statistics;

import java.util.Locale;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A closed interval of real numbers: a confidence interval, or the range of an observable.
 *
 * <p>The ends have the unit of the observable. An accuracy lies in [0, 1], a difference of two
 * accuracies in [-1, 1]. An end may be infinite. This class is immutable and thread-safe.
 *
 * @param lower the lower end, at most {@code upper}
 * @param upper the upper end
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Interval(double lower, double upper) {

    /**
     * Checks the ends.
     *
     * @param lower the lower end, at most {@code upper}
     * @param upper the upper end
     * @throws IllegalArgumentException if an end is NaN, or if the lower end is greater than the
     *     upper end
     */
    public Interval {
        if (Double.isNaN(lower) || Double.isNaN(upper) || lower > upper) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "An interval from %s to %s was given, but two numbers were expected, the lower end first.",
                            lower,
                            upper));
        }
    }

    /**
     * Checks whether a value lies in the interval. Both ends belong to it.
     *
     * @param value any value; no interval contains NaN
     * @return whether {@code lower <= value <= upper}
     */
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }

    /**
     * Returns all differences of a value in this interval and a value in another.
     *
     * @param other the interval that is subtracted; not null
     * @return the interval from the least to the greatest difference
     * @throws IllegalArgumentException if an end of the result is infinity minus infinity
     */
    public Interval minus(Interval other) {
        return new Interval(lower - other.upper, upper - other.lower);
    }

    /**
     * Returns the distance between the ends.
     *
     * @return {@code upper - lower}, in the unit of the ends, never negative; infinite if an end is
     *     infinite and the other one differs
     */
    public double width() {
        return lower == upper ? 0 : upper - lower;
    }
}

package dev.inward.statistics;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A closed interval of the real line: a confidence interval, or the range an observable can take.
 *
 * <p>The ends have the unit of what is measured; an accuracy lies in [0, 1], a difference of two
 * accuracies in [-1, 1]. An end may be infinite. This class is immutable and threadsafe.
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
     * @throws IllegalArgumentException if an end is NaN or the lower end lies above the upper one
     */
    public Interval {
        if (Double.isNaN(lower) || Double.isNaN(upper) || lower > upper) {
            throw new IllegalArgumentException(
                    "An interval from %s to %s was given, but its ends must be numbers with the lower one not above the upper one."
                            .formatted(lower, upper));
        }
    }

    /**
     * Tells whether a value lies in the interval, ends included.
     *
     * @param value any value; NaN lies in no interval
     * @return whether {@code lower <= value <= upper}
     */
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }

    /**
     * Returns the distance between the ends.
     *
     * @return {@code upper - lower}, in the unit of the ends, never negative
     */
    public double width() {
        return lower == upper ? 0 : upper - lower;
    }
}

package dev.inward.statistics;

import dev.inward.statistics.input.ConfidenceLevel;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * An estimate that is normally distributed in large samples, with its standard error.
 *
 * <p>All figures have the unit of the estimate. A standard error of 0 says that this sample shows
 * no spread, not that there is none: the interval then is a point and proves nothing. This class is
 * immutable and threadsafe.
 *
 * @param value the estimate, within the range
 * @param standardError its large-sample standard error, finite and not negative
 * @param range the least and the greatest value that can be estimated
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record NormalEstimate(double value, double standardError, Interval range) {

    /**
     * Checks the figures.
     *
     * @throws IllegalArgumentException if the value lies outside the range, or the standard error
     *     is negative or not finite
     */
    public NormalEstimate {
        if (!range.contains(value) || !(standardError >= 0 && Double.isFinite(standardError))) {
            throw new IllegalArgumentException(
                    "An estimate of %s with a standard error of %s was given, but a value from %s to %s and a finite standard error of at least 0 were expected."
                            .formatted(value, standardError, range.lower(), range.upper()));
        }
    }

    /**
     * Returns the two-sided interval with the exact normal quantile, cut off at the range.
     *
     * @param confidence the coverage, strictly between 0 and 1
     * @return the interval; a point when the standard error is 0
     * @throws IllegalArgumentException if the confidence is no such probability
     */
    public Interval interval(double confidence) {
        double half =
                standardError
                        * ConfidenceLevel.quantile(new ConfidenceLevel(confidence).twoSidedAlpha());
        return new Interval(
                Math.max(range.lower(), value - half), Math.min(range.upper(), value + half));
    }
}

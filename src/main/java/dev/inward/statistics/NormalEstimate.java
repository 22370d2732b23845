package dev.inward.statistics;

import dev.inward.statistics.input.ConfidenceLevel;
import java.util.Locale;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * An estimate with a standard error that is normally distributed in large samples.
 *
 * <p>All numbers have the unit of the estimate. A standard error of 0 means that this sample shows
 * no spread. It does not mean that there is none. The interval is a single point then and proves
 * nothing. This class is immutable and thread-safe.
 *
 * @param value the estimate, within the range
 * @param standardError its large-sample standard error, finite and not negative
 * @param range the least and the greatest possible estimate
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record NormalEstimate(double value, double standardError, Interval range) {

    /**
     * Checks the numbers.
     *
     * @param value the estimate, within the range
     * @param standardError its large-sample standard error, finite and not negative
     * @param range the least and the greatest possible estimate
     * @throws IllegalArgumentException if the value lies outside the range, or if the standard
     *     error is negative or not finite
     */
    public NormalEstimate {
        if (!range.contains(value) || !(standardError >= 0 && Double.isFinite(standardError))) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "An estimate of %s with a standard error of %s was given, but a value from %s to %s and a finite standard error of at least 0 were expected.",
                            value,
                            standardError,
                            range.lower(),
                            range.upper()));
        }
    }

    /**
     * Returns the two-sided interval, {@code value ± z standardError}, with the exact normal
     * quantile z. The interval is cut off at the ends of the range.
     *
     * @param confidence the coverage, strictly between 0 and 1
     * @return the interval; a single point if the standard error is 0
     * @throws IllegalArgumentException if the confidence does not lie strictly between 0 and 1
     */
    public Interval interval(double confidence) {
        double halfWidth =
                standardError
                        * ConfidenceLevel.quantile(new ConfidenceLevel(confidence).twoSidedAlpha());
        return new Interval(
                Math.max(range.lower(), value - halfWidth),
                Math.min(range.upper(), value + halfWidth));
    }
}

package dev.inward.statistics;

import dev.inward.statistics.input.ConfidenceLevel;
import java.util.Locale;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The result of a one-sided test that an estimate exceeds a threshold.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param z the standard normal score, positive if the estimate is greater than the threshold;
 *     infinite if {@code p} is 0 or 1
 * @param p the p-value: the upper tail of the standard normal distribution beyond {@code z}
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record OneSidedTest(double z, double p) {

    /**
     * Checks the score and the p-value.
     *
     * @param z the standard normal score, positive if the estimate is greater than the threshold
     * @param p the p-value: the upper tail of the standard normal distribution beyond {@code z}
     * @throws IllegalArgumentException if {@code z} is NaN, or if {@code p} does not lie between 0
     *     and 1
     */
    public OneSidedTest {
        if (Double.isNaN(z) || !(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A test with z = %s and p = %s was given, but z must be a number and p must lie between 0 and 1.",
                            z,
                            p));
        }
    }

    static OneSidedTest ofScore(double z) {
        return new OneSidedTest(z, ConfidenceLevel.upperTail(z));
    }
}

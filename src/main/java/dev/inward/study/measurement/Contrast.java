package dev.inward.study.measurement;

import java.util.Locale;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A number of each item whose mean must be above the margin of a claim, such as the difference of
 * two scores.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param number the name of the number; items without it do not count
 * @param words what the mean is, as a noun phrase
 * @param range the largest absolute value of the number, above 0
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Contrast(String number, String words, double range) {

    /**
     * Checks the range.
     *
     * @param number as in the record
     * @param words as in the record
     * @param range as in the record
     * @throws IllegalArgumentException if the range is not finite and above 0
     */
    public Contrast {
        if (!(range > 0 && Double.isFinite(range))) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the contrast '%s' has the range %s, expected a finite number above 0",
                            words,
                            range));
        }
    }
}

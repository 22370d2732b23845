package dev.inward;

import java.util.Locale;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The amount by which one accuracy must exceed another.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param fraction a difference of accuracies, above −1 and below 1; 0.05 is five percentage points
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Margin(double fraction) {

    /**
     * Checks the range.
     *
     * @param fraction as in the record
     * @throws IllegalArgumentException if the fraction is not above −1 and below 1
     */
    public Margin {
        if (!(fraction > -1 && fraction < 1)) {
            throw new IllegalArgumentException(
                    "a margin is a difference of accuracies above -1 and below 1, got "
                            + fraction
                            + ". Write five percentage points as 0.05.");
        }
    }

    /**
     * {@return a margin in percentage points: {@code percentagePoints(5)} is 0.05}
     *
     * @param points the percentage points, above −100 and below 100
     * @throws IllegalArgumentException if the points are out of range
     */
    public static Margin percentagePoints(double points) {
        return new Margin(points / 100);
    }

    /** {@return the margin as text, such as {@code 5.0 percentage points}} */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f percentage points", fraction * 100);
    }
}

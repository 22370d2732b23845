package dev.inward;

import java.util.Locale;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * By how much one accuracy must exceed another.
 *
 * @param fraction a difference of accuracies, above −1 and below 1
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Margin(double fraction) {

    /** Refuses what no difference of accuracies can exceed. */
    public Margin {
        if (!(fraction > -1 && fraction < 1)) {
            throw new IllegalArgumentException(
                    "a margin is a difference of accuracies above -1 and below 1, got "
                            + fraction
                            + "; five percentage points are 0.05");
        }
    }

    /**
     * Makes a margin of so many percentage points: {@code percentagePoints(5)} is 0.05.
     *
     * @throws IllegalArgumentException outside (−100, 100)
     */
    public static Margin percentagePoints(double points) {
        return new Margin(points / 100);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f percentage points", fraction * 100);
    }
}

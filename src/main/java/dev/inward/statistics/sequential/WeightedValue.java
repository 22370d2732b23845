package dev.inward.statistics.sequential;

import java.util.Locale;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The mean of some items and its weight relative to other means. If each item counts the same, a
 * cluster of three items has three times the weight of a single item.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param value the mean, in the unit of the items
 * @param weight the weight, above 0 and at most 1; the heaviest possible cluster has weight 1
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record WeightedValue(double value, double weight) {

    /**
     * Checks the weight. The receiver of the value checks the value against its range.
     *
     * @param value the mean, in the unit of the items
     * @param weight the weight, above 0 and at most 1; the heaviest possible cluster has weight 1
     * @throws IllegalArgumentException if the weight does not lie above 0 and up to 1
     */
    public WeightedValue {
        if (!(weight > 0 && weight <= 1)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A weight of %s was given, but a weight above 0 and at most 1 was expected. Divide all weights by that of the heaviest possible cluster.",
                            weight));
        }
    }
}

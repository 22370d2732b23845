package dev.inward.statistics.sequential;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The mean of some items, and how much it weighs beside other means of the same kind. A cluster of
 * three items weighs thrice as much as one of a single item where every item is to weigh the same.
 *
 * <p>This class is immutable and threadsafe.
 *
 * @param value the mean, in the unit of the items
 * @param weight the weight, above 0 and at most 1, which is what the heaviest possible cluster has
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record WeightedValue(double value, double weight) {

    /**
     * Checks the weight; the value is checked against its range by whom it is given to.
     *
     * @throws IllegalArgumentException if the weight is not above 0 and at most 1
     */
    public WeightedValue {
        if (!(weight > 0 && weight <= 1)) {
            throw new IllegalArgumentException(
                    "A weight of %s was given, but one above 0 and at most 1 was expected: divide weights by that of the heaviest cluster there can be."
                            .formatted(weight));
        }
    }
}

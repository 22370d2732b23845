package dev.inward.study.measurement;

import dev.inward.task.Item;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What was measured on one item.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param item the item
 * @param numbers the numbers by name, sorted; copied
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record MeasuredItem(Item item, Map<String, Double> numbers) {

    /**
     * Copies the numbers.
     *
     * @param item as in the record
     * @param numbers as in the record
     */
    public MeasuredItem {
        numbers = Collections.unmodifiableMap(new TreeMap<>(numbers));
    }

    /**
     * {@return a number; empty if it was not measured on this item}
     *
     * @param name the name of the number
     */
    public OptionalDouble number(String name) {
        Double number = numbers.get(name);
        return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
    }
}

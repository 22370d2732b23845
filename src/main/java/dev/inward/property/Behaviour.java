package dev.inward.property;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What the target answered to an object-level prompt, together with the fields of the task item
 * that it was asked about. Behavioral properties are read off it.
 *
 * @param response the target's answer as it came, uncleaned
 * @param item the fields of the task item by name, in the order of the task; empty if there are
 *     none
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL)
public record Behaviour(String response, Map<String, String> item) {

    /** Copies the item, so that a behaviour never changes. */
    public Behaviour {
        requireNonNull(response, "A behaviour needs a response; an empty one is \"\", not null.");
        requireNonNull(item, "A behaviour needs an item; one without fields is an empty map.");
        item = Collections.unmodifiableMap(new LinkedHashMap<>(item));
        item.forEach(Behaviour::requireField);
    }

    /**
     * Makes a behaviour from a response alone, for properties that read nothing else.
     *
     * @param response the target's answer as it came
     * @return a behaviour whose item has no fields
     */
    public static Behaviour of(String response) {
        return new Behaviour(response, Map.of());
    }

    private static void requireField(String name, String value) {
        requireNonNull(name, "An item's field needs a name; this item has one that is null.");
        requireNonNull(
                value, () -> "Item field '" + name + "' is null; leave out what is not there.");
    }
}

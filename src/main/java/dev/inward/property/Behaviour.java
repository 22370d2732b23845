package dev.inward.property;

import static java.util.Objects.requireNonNull;

import dev.inward.model.ToolCall;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The target's answer to an object-level prompt, with the fields of the task item and the way in
 * which the answer ended. Behavioral properties are computed from it.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param response the target's raw answer; if it calls tools, the list of the calls, see {@link
 *     ToolCall#textOf}
 * @param item the fields of the task item by name, in the order of the task; empty if there are
 *     none; copied
 * @param ending how the provider says that the answer ended
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL)
public record Behaviour(String response, Map<String, String> item, AnswerEnding ending) {

    /**
     * Checks and copies the item.
     *
     * @param response the target's raw answer
     * @param item the fields of the task item by name, in the order of the task; empty if there are
     *     none; copied
     * @param ending how the provider says that the answer ended
     * @throws NullPointerException if the response, the item, the ending, or a name or value in the
     *     item is null
     */
    public Behaviour {
        requireNonNull(
                response, "A behaviour needs a response. Use \"\" for an empty one, not null.");
        requireNonNull(
                item, "A behaviour needs an item. Use an empty map for an item without fields.");
        requireNonNull(ending, "A behaviour needs the way in which its answer ended.");
        item = Collections.unmodifiableMap(new LinkedHashMap<>(item));
        item.forEach(Behaviour::requireField);
    }

    /**
     * Creates a behaviour whose answer is complete.
     *
     * @param response as in the record
     * @param item as in the record; copied
     */
    public Behaviour(String response, Map<String, String> item) {
        this(response, item, AnswerEnding.FINISHED);
    }

    /**
     * Creates a behaviour without item fields, for properties that use only the response.
     *
     * @param response the target's raw answer
     * @return a behaviour whose item has no fields
     */
    public static Behaviour of(String response) {
        return new Behaviour(response, Map.of());
    }

    /** {@return what the model wrote; empty if it called tools instead} */
    public Optional<String> text() {
        return ending == AnswerEnding.CALLED_TOOL ? Optional.empty() : Optional.of(response);
    }

    /**
     * Returns the tool calls of the answer.
     *
     * @return the calls in order; empty if the answer calls no tool, or if its response is no list
     *     of calls
     */
    public List<ToolCall> toolCalls() {
        return ending == AnswerEnding.CALLED_TOOL ? ToolCall.listIn(response) : List.of();
    }

    private static void requireField(String name, String value) {
        requireNonNull(name, "An item has a field whose name is null. Every field needs a name.");
        requireNonNull(
                value,
                () -> "Item field '" + name + "' is null. Leave out fields without a value.");
    }
}

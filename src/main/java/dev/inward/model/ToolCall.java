package dev.inward.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The call of a {@link Tool} in an answer. The calls of an answer are its text, see {@link
 * #textOf}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name the name of the tool
 * @param arguments the arguments as a JSON object in compact form; unchanged if the model wrote no
 *     JSON object. Untrusted
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record ToolCall(String name, String arguments) {

    private static final String NAME = "name";
    private static final String ARGUMENTS = "arguments";

    /**
     * Creates a call.
     *
     * @param name the name of the tool
     * @param arguments the arguments; white space between the tokens of a JSON object is removed
     */
    public ToolCall {
        arguments = CompactJson.object(arguments).map(CompactJson::of).orElse(arguments);
    }

    /**
     * Returns the text of an answer that calls tools. It is a JSON array in compact form, such as
     * {@code [{"name":"get_weather","arguments":{"city":"Oslo"}}]}. Arguments that are no JSON
     * object are a JSON string.
     *
     * @param calls the calls in order, at least one
     * @return the text, from which {@link #listIn} reads the same calls
     * @throws IllegalArgumentException if there are no calls
     */
    public static String textOf(List<ToolCall> calls) {
        if (calls.isEmpty()) {
            throw new IllegalArgumentException("an answer that calls tools has at least one call");
        }
        ArrayNode list = CompactJson.MAPPER.createArrayNode();
        for (ToolCall call : calls) {
            list.addObject()
                    .put(NAME, call.name)
                    .set(
                            ARGUMENTS,
                            CompactJson.object(call.arguments)
                                    .orElseGet(() -> TextNode.valueOf(call.arguments)));
        }
        return CompactJson.of(list);
    }

    /**
     * Reads the calls from the text of an answer.
     *
     * @param text the text of an answer that ended with {@link FinishReason#TOOL_CALL}
     * @return the calls in order; empty if {@link #textOf} makes no such text
     */
    public static List<ToolCall> listIn(String text) {
        try {
            JsonNode list = CompactJson.MAPPER.readTree(text);
            var calls = new ArrayList<ToolCall>();
            for (JsonNode entry : list.isArray() ? list : CompactJson.MAPPER.createArrayNode()) {
                JsonNode arguments = entry.path(ARGUMENTS);
                if (!entry.path(NAME).isTextual()
                        || !(arguments.isObject() || arguments.isTextual())) {
                    return List.of();
                }
                calls.add(
                        new ToolCall(
                                entry.path(NAME).asText(),
                                arguments.isTextual()
                                        ? arguments.asText()
                                        : CompactJson.of(arguments)));
            }
            return List.copyOf(calls);
        } catch (JsonProcessingException notJson) {
            return List.of();
        }
    }
}

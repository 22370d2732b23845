package dev.inward.transcript.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.model.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The tool calls in answers of chats. They are the text of the answer, whatever stands beside them.
 */
final class ChatToolCalls {

    private static final String CALLED_TOOLS = "tool_calls";

    /** Some servers end an answer that calls tools like any other. */
    private static final Set<String> FINISHED = Set.of(CALLED_TOOLS, "stop");

    private ChatToolCalls() {}

    /**
     * Replaces the answer of a row by the calls of a message, if it has some.
     *
     * @param row the row, with its finish reason; changed
     * @param message a message of chat completions or of Inspect, which has the name of the tool at
     *     {@code function}
     */
    static void ofMessage(ObjectNode row, JsonNode message) {
        var calls = new ArrayList<ToolCall>();
        for (JsonNode call : message.path("tool_calls")) {
            JsonNode function = call.path("function");
            boolean isOfInspect = function.isTextual();
            add(
                    calls,
                    isOfInspect ? function : function.path("name"),
                    (isOfInspect ? call : function).path("arguments"));
        }
        put(row, calls);
    }

    /**
     * Replaces the answer of a row by the calls among the items of a response, if there are some.
     *
     * @param row the row, with its finish reason; changed
     * @param items the items
     */
    static void ofItems(ObjectNode row, JsonNode items) {
        var calls = new ArrayList<ToolCall>();
        for (JsonNode item : items) {
            if (item.path("type").asText().equals("function_call")) {
                add(calls, item.path("name"), item.path("arguments"));
            }
        }
        put(row, calls);
    }

    private static void add(List<ToolCall> calls, JsonNode name, JsonNode arguments) {
        if (name.isTextual()) {
            calls.add(
                    new ToolCall(
                            name.asText(),
                            arguments.isTextual() ? arguments.asText() : arguments.toString()));
        }
    }

    private static void put(ObjectNode row, List<ToolCall> calls) {
        if (!calls.isEmpty() && FINISHED.contains(row.path(RowNames.FINISH).asText())) {
            row.put(RowNames.FINISH, CALLED_TOOLS);
            row.put(RowNames.ANSWER, ToolCall.textOf(calls));
        }
    }
}

package dev.inward.hosted;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.hosted.response.NoAnswerException;
import dev.inward.model.Tool;
import dev.inward.model.ToolCall;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the tool calls of one answer. A call of a tool that the prompt does not have makes the
 * response no answer.
 *
 * <p>Not thread-safe.
 */
final class ToolCallReader {

    private static final String NO_ARGUMENTS = "{}";

    private final List<Tool> tools;
    private final List<ToolCall> calls = new ArrayList<>();

    /**
     * @param tools the tools of the prompt
     */
    ToolCallReader(List<Tool> tools) {
        this.tools = tools;
    }

    /**
     * Reads a call.
     *
     * @param name the name of the tool
     * @param arguments a JSON object, or its text; if absent or null, there are none
     * @throws NoAnswerException if the prompt has no tool of this name, or the arguments are
     *     something else
     */
    void add(JsonNode name, JsonNode arguments) {
        if (!name.isTextual()) {
            throw NoAnswerException.because("it has a tool call without a name");
        }
        if (tools.stream().noneMatch(tool -> tool.name().equals(name.asText()))) {
            throw NoAnswerException.unknownTool(name);
        }
        calls.add(new ToolCall(name.asText(), text(arguments)));
    }

    private static String text(JsonNode arguments) {
        if (arguments.isMissingNode() || arguments.isNull()) {
            return NO_ARGUMENTS;
        }
        if (arguments.isObject()) {
            return arguments.toString();
        }
        if (!arguments.isTextual()) {
            throw NoAnswerException.because("it has a tool call whose arguments are no object");
        }
        return arguments.asText();
    }

    /** Returns whether there are no calls. */
    boolean isEmpty() {
        return calls.isEmpty();
    }

    /**
     * Returns the text of an answer with these calls.
     *
     * @throws NoAnswerException if there are no calls
     */
    String answer() {
        if (calls.isEmpty()) {
            throw NoAnswerException.because("it ends with a tool call, but it has none");
        }
        return ToolCall.textOf(calls);
    }
}

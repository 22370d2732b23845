package dev.inward.hosted;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.hosted.response.NoAnswerException;
import dev.inward.model.FinishReason;
import dev.inward.model.Tool;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The finish reasons with which a response is an answer. With every other reason, and with none,
 * the response is no answer.
 *
 * @param known the finish reasons of the servers of a dialect, in lower case
 * @param toolCalls those of an answer that calls tools, if the prompt has tools
 */
record FinishReasons(Map<String, FinishReason> known, Set<String> toolCalls) {

    /**
     * Converts a finish reason; capital and small letters are equal.
     *
     * @param tools the tools of the prompt
     * @throws NoAnswerException if it does not say that the model finished, reached its token
     *     limit, refused, was filtered, or called a tool of the prompt
     */
    FinishReason of(JsonNode reason, List<Tool> tools) {
        String word = reason.asText().toLowerCase(Locale.ROOT);
        if (!tools.isEmpty() && toolCalls.contains(word)) {
            return FinishReason.TOOL_CALL;
        }
        FinishReason found = known.get(word);
        if (found == null) {
            throw NoAnswerException.unfinished(reason);
        }
        return found;
    }
}

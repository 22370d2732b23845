package dev.inward.hosted;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.hosted.response.NoAnswerException;
import dev.inward.model.FinishReason;
import java.util.Locale;
import java.util.Map;

/**
 * The finish reasons with which a response is an answer. With every other reason, and with none,
 * the response is no answer.
 *
 * @param known the finish reasons of the servers of a dialect, in lower case
 */
record FinishReasons(Map<String, FinishReason> known) {

    /**
     * Converts a finish reason; capital and small letters are equal.
     *
     * @throws NoAnswerException if it does not say that the model finished, reached its token
     *     limit, refused, or was filtered
     */
    FinishReason of(JsonNode reason) {
        FinishReason found = known.get(reason.asText().toLowerCase(Locale.ROOT));
        if (found == null) {
            throw NoAnswerException.unfinished(reason);
        }
        return found;
    }
}

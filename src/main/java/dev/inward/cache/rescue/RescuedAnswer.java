package dev.inward.cache.rescue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.inward.model.TokenLogProbability;
import dev.inward.model.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a rescue file: an answer that the store could not keep. The components are the keys
 * of the JSON line. As in the store, the texts are untrusted and hold no API key.
 *
 * @param key the key of the answer in the store, in hexadecimal
 * @param text the answer
 * @param finish why the model stopped: the name of a finish reason
 * @param usage the tokens of the answer
 * @param served the id of the model that answered; null if the server did not say
 * @param request the provider's id of the request; null if it has none
 * @param raw the response; null if there was none
 * @param tokens the log probabilities of the tokens; null if they were not requested
 * @param time when the answer arrived, in ISO 8601
 * @param latencyMillis the duration of the call
 * @param rule the number of the rule that the answer was accepted under
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RescuedAnswer(
        String key,
        String text,
        String finish,
        Usage usage,
        @Nullable String served,
        @Nullable String request,
        @Nullable String raw,
        @Nullable List<TokenLogProbability> tokens,
        String time,
        long latencyMillis,
        int rule) {

    /** Escapes non-ASCII, because an unpaired surrogate has no UTF-8 form. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    static RescuedAnswer parse(String line) throws JsonProcessingException {
        return JSON.readValue(line, RescuedAnswer.class);
    }

    String line() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The answer cannot be written as JSON", e);
        }
    }
}

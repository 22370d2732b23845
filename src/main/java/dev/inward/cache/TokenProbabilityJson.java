package dev.inward.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.model.TokenLogProbability;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Converts the token probabilities of an answer to JSON and back; an empty list is null. */
final class TokenProbabilityJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TokenProbabilityJson() {}

    static @Nullable String write(List<TokenLogProbability> tokens) {
        try {
            return tokens.isEmpty() ? null : JSON.writeValueAsString(tokens);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The tokens cannot be written as JSON", e);
        }
    }

    static List<TokenLogProbability> read(@Nullable String json) {
        try {
            return json == null
                    ? List.of()
                    : List.of(JSON.readValue(json, TokenLogProbability[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stored tokens are not valid JSON", e);
        }
    }
}

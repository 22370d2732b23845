package dev.inward.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.model.TokenLogProbability;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of an answer's tokens, as JSON; nothing where that is nothing. */
final class TokenProbabilityJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TokenProbabilityJson() {}

    static @Nullable String write(List<TokenLogProbability> tokens) {
        try {
            return tokens.isEmpty() ? null : JSON.writeValueAsString(tokens);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("tokens cannot be written as JSON", e);
        }
    }

    static List<TokenLogProbability> read(@Nullable String text) {
        try {
            return text == null
                    ? List.of()
                    : List.of(JSON.readValue(text, TokenLogProbability[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("kept tokens cannot be read back", e);
        }
    }
}

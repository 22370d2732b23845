package dev.inward.hosted.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.model.Completion;
import dev.inward.model.Message;
import dev.inward.model.Prompt;
import dev.inward.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** How one family of servers is spoken to. Implementations hold no state. */
public interface Dialect {

    /** The address where this dialect is at home. */
    String baseUrl();

    /** The environment variable that usually holds the key for it. */
    String keyVariable();

    /** Where completions are asked for, below the base URL. */
    String path(ApiSettings settings);

    /** The headers that carry the key and whatever else every request needs. */
    Map<String, String> headers(Secret key);

    /**
     * Refuses before the first call what this dialect cannot express.
     *
     * @throws IllegalArgumentException naming the model, the key and the mend
     */
    default void check(ApiSettings settings) {}

    /** Whether servers of this family offer a fine-tuning API that is known here: OpenAI's. */
    default boolean finetunes() {
        return false;
    }

    /** How several answers are asked for by one call, where this dialect can say that. */
    default Optional<MultiSampleSupport> choices() {
        return Optional.empty();
    }

    /**
     * What a call weighs where the provider counts tokens: here those of the prompt, which is what
     * Anthropic and Gemini count when a call comes in. Four bytes make a token, give or take.
     *
     * @param samples how many answers it asks for
     */
    default double tokens(ApiSettings settings, Prompt prompt, int samples) {
        double tokens = 0;
        for (Message message : prompt.messages()) {
            tokens += 4 + message.text().getBytes(StandardCharsets.UTF_8).length / 4.0;
        }
        return tokens;
    }

    /**
     * The most tokens that the answer to a request can have.
     *
     * @param request its whole body
     */
    long mostOutputTokens(ObjectNode request);

    /** The body of a request. */
    ObjectNode request(ApiSettings settings, Prompt prompt);

    /**
     * Reads an answer.
     *
     * @param body what came back
     * @param requestId the server's own name for the request, from a header; empty if it gave none
     * @throws IllegalArgumentException when the body holds no answer
     */
    Completion completion(JsonNode body, String requestId);
}

package dev.inward.labserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.model.Prompt;
import java.util.List;
import java.util.Map;

/** Reads requests and writes responses as one provider does. Implementations are stateless. */
interface ApiFormat {

    ObjectMapper JSON = new ObjectMapper();

    /** Returns the id of the requested model. */
    String model(String path, JsonNode body);

    /**
     * Reads the prompt.
     *
     * @throws RefusedRequestException if the body requires a feature that the lab does not have
     */
    Prompt prompt(JsonNode body);

    /**
     * Returns the number of requested answers.
     *
     * @throws RefusedRequestException if the provider does not allow this number
     */
    default int samples(JsonNode body) {
        return 1;
    }

    /**
     * Writes a response. Usage is counted in words.
     *
     * @param texts the answers
     */
    ObjectNode answer(String id, String model, Prompt prompt, List<String> texts);

    /** Writes an error response. */
    ObjectNode error(int status, String message);

    /** Returns the rate limit headers; empty if the provider sends none. */
    Map<String, String> rateLimitHeaders(RequestTokenBucket.State state);

    /** Counts the words of a text. */
    static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+", -1).length;
    }

    /** Counts the words of all answers. */
    static int words(List<String> texts) {
        return texts.stream().mapToInt(ApiFormat::words).sum();
    }

    /** Reads the number of requested answers. */
    static int samples(JsonNode count, int max) {
        int samples = count.asInt(1);
        if (samples < 1 || samples > max) {
            throw new RefusedRequestException(
                    400, "the number of answers must be from 1 to " + max + ", got " + count);
        }
        return samples;
    }

    /** Counts the words of all messages. */
    static int words(Prompt prompt) {
        return prompt.messages().stream().mapToInt(message -> words(message.text())).sum();
    }
}

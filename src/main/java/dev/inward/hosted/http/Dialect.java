package dev.inward.hosted.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.hosted.response.NoAnswerException;
import dev.inward.model.Completion;
import dev.inward.model.Message;
import dev.inward.model.Prompt;
import dev.inward.model.Tool;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The request and response format of one family of servers. Implementations are stateless. */
public interface Dialect {

    /** Returns the default base URL. */
    String baseUrl();

    /**
     * Returns the version of the API that belongs to an address without one, such as {@code v1};
     * empty if the servers of this dialect differ. Anthropic's and Google's own libraries take
     * addresses without it.
     */
    default String version() {
        return "";
    }

    /** Returns the environment variable that holds the key by default. */
    String keyVariable();

    /**
     * Returns a regular expression for the path of completions of any model. A base URL that ends
     * with it is taken without it.
     */
    String callPath();

    /** Returns the path of completions below the base URL. */
    String path(ApiSettings settings);

    /** Returns the headers of every request, including the one with the key. */
    Map<String, String> headers(Secret key);

    /**
     * Checks that this dialect supports the settings.
     *
     * @throws IllegalArgumentException if it does not; names the model, the key and the fix
     */
    default void check(ApiSettings settings) {}

    /** Returns whether Inward supports a fine-tuning API of these servers. */
    default boolean supportsFinetuning() {
        return false;
    }

    /** Returns how to request several answers by one call; empty if it is not possible. */
    default Optional<MultiSampleFormat> multiSampleFormat() {
        return Optional.empty();
    }

    /**
     * Returns where a request body holds {@code seed} and {@code temperature}, as a JSON pointer.
     */
    default String samplingPointer() {
        return "";
    }

    /**
     * Returns whether the temperature of a request can be replaced.
     *
     * @param request a request with the settings of the entry
     * @param temperature the other temperature
     * @return by default, whether the request has a temperature
     */
    default boolean acceptsTemperature(ObjectNode request, double temperature) {
        return request.at(samplingPointer()).path("temperature").isNumber();
    }

    /**
     * Estimates the number of tokens of a call that count against a token limit. This default
     * counts the prompt only, as Anthropic and Gemini do, at four bytes per token.
     *
     * @param samples the number of answers that the call requests
     */
    default double tokens(ApiSettings settings, Prompt prompt, int samples) {
        double tokens = 0;
        for (Message message : prompt.messages()) {
            tokens += 4 + message.text().getBytes(StandardCharsets.UTF_8).length / 4.0;
        }
        for (Tool tool : prompt.tools()) {
            String text = tool.name() + tool.description() + tool.parameters();
            tokens += 4 + text.getBytes(StandardCharsets.UTF_8).length / 4.0;
        }
        return tokens;
    }

    /**
     * Returns the maximum number of output tokens that a request allows, over all its answers.
     *
     * @param request the whole request body
     */
    long maxOutputTokens(ObjectNode request);

    /** Returns the request body of a prompt, without the {@code body} settings of the entry. */
    ObjectNode request(ApiSettings settings, Prompt prompt);

    /**
     * Returns whether a response without text is a fault of the server, although its finish reason
     * is normal. This decides unless the entry has {@code empty-text}.
     *
     * @param body the parsed response body
     */
    boolean isEmptyTextAFault(JsonNode body);

    /**
     * Converts a response body to a completion. A body is an answer only if it says that the model
     * finished, reached its token limit, refused, was filtered, or called tools of the prompt.
     *
     * @param body the parsed response body
     * @param requestId the server's id of the request, from a header; empty if there is none
     * @param tools the tools of the prompt
     * @throws NoAnswerException if the body contains no answer
     */
    Completion completion(JsonNode body, String requestId, List<Tool> tools);
}

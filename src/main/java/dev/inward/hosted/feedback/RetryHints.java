package dev.inward.hosted.feedback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds in the body of an error how long to wait before a retry.
 *
 * <ul>
 *   <li>Google sends a {@code google.rpc.RetryInfo} among {@code error.details}. Its {@code
 *       retryDelay} is {@code "34.07s"}, or an object with {@code seconds} and {@code nanos}.
 *   <li>OpenAI, Azure, Groq and others say it in the message: {@code Please try again in 1m30s},
 *       {@code Please retry after 12 seconds}.
 *   <li>Some gateways send a number of seconds: {@code retry_after}, or Hugging Face's {@code
 *       estimated_time} of a model that is loading.
 * </ul>
 *
 * @see <a
 *     href="https://github.com/googleapis/googleapis/blob/master/google/rpc/error_details.proto">google.rpc.RetryInfo</a>
 */
final class RetryHints {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SECONDS =
            List.of(
                    "retry_after",
                    "retryAfter",
                    "retry-after",
                    "retry_after_seconds",
                    "estimated_time");
    private static final List<String> MILLISECONDS = List.of("retry_after_ms", "retryAfterMs");

    private RetryHints() {}

    /**
     * Returns the wait that the body of an error asks for.
     *
     * @param body the whole body; JSON or any other text
     * @return empty if the body names none
     */
    static Optional<Duration> in(String body) {
        JsonNode json = unwrapped(parsed(body));
        JsonNode error = json.path("error").isObject() ? json.path("error") : json;
        return retryInfo(error)
                .or(() -> numberIn(error))
                .or(() -> numberIn(json))
                .or(() -> WaitText.inSentence(message(json, error, body)));
    }

    /** Google's endpoint with OpenAI's format sends a list with one error. */
    private static JsonNode unwrapped(JsonNode json) {
        return json.isArray() ? json.path(0) : json;
    }

    private static Optional<Duration> retryInfo(JsonNode error) {
        return error.path("details")
                .valueStream()
                .filter(detail -> detail.path("@type").asText().endsWith("google.rpc.RetryInfo"))
                .map(detail -> detail.path("retryDelay"))
                .flatMap(delay -> delay(delay).stream())
                .findFirst();
    }

    private static Optional<Duration> delay(JsonNode delay) {
        if (delay.isObject()) {
            return Optional.of(
                    WaitText.ofSeconds(
                            delay.path("seconds").asDouble()
                                    + delay.path("nanos").asDouble() / 1e9));
        }
        return delay.isNumber()
                ? Optional.of(WaitText.ofSeconds(delay.asDouble()))
                : WaitText.duration(delay.asText());
    }

    private static Optional<Duration> numberIn(JsonNode object) {
        return Stream.concat(
                        SECONDS.stream().map(name -> seconds(object.path(name), 1)),
                        MILLISECONDS.stream().map(name -> seconds(object.path(name), 1000)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Duration> seconds(JsonNode value, double perSecond) {
        boolean isNumber = value.isNumber() || value.asText().matches("\\d{1,12}(\\.\\d{1,12})?");
        return isNumber
                ? Optional.of(WaitText.ofSeconds(value.asDouble() / perSecond))
                : WaitText.duration(value.asText());
    }

    private static String message(JsonNode json, JsonNode error, String body) {
        String message = error.path("message").asText(json.path("error").asText());
        return message.isEmpty() ? body : message;
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }
}

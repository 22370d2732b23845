package dev.inward.hosted.feedback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.Headers;

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
 *   <li>Gateways quote the error of the server behind them somewhere in their own, often as a text.
 *       OpenRouter quotes its headers too.
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

    private static final Pattern QUOTED =
            Pattern.compile(
                    "(?:retryDelay|retry[_-]?after(?:[_-]?seconds|([_-]?ms))?)[^\\w-]{2,12}(\\d{1,12}(?:\\.\\d{1,12})?)s?(?![\\w.])",
                    Pattern.CASE_INSENSITIVE);

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
        return Stream.<Supplier<Optional<Duration>>>of(
                        () -> retryInfo(error),
                        () -> numberIn(error),
                        () -> numberIn(json),
                        () -> WaitText.inSentence(message(json, error, body)),
                        () -> quoted(body),
                        () -> WaitText.inSentence(error.at("/metadata/raw").asText()))
                .flatMap(hint -> hint.get().stream())
                .reduce((first, second) -> first.isZero() ? second : first);
    }

    /**
     * Returns the headers of another server that a gateway quotes in the body of an error.
     *
     * @param body the whole body; JSON or any other text
     * @return empty if the body has none
     */
    static Optional<Headers> headersIn(String body) {
        var headers = new Headers.Builder();
        unwrapped(parsed(body))
                .at("/error/metadata/headers")
                .propertyStream()
                .filter(header -> header.getKey().matches("[A-Za-z0-9-]+"))
                .forEach(
                        header ->
                                headers.addUnsafeNonAscii(
                                        header.getKey(), header.getValue().asText().strip()));
        return Optional.of(headers.build()).filter(quoted -> quoted.size() > 0);
    }

    /** Finds a number with its name anywhere in a body, whatever quotes are around them. */
    private static Optional<Duration> quoted(String body) {
        return Optional.of(QUOTED.matcher(body))
                .filter(Matcher::find)
                .map(
                        found ->
                                WaitText.ofSeconds(
                                        Double.parseDouble(found.group(2))
                                                / (found.group(1) == null ? 1 : 1000)));
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

package dev.inward.hosted.response;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An error that a response contains although its status is 200. Gateways send it after they have
 * started the response, or because they pass on the response of another server.
 *
 * @param status the HTTP status that the error would have; {@link #UNKNOWN} if it names none
 * @param text the message of the error, or its whole JSON; untrusted
 * @param words the code, the type and the status of the error as far as it has them; untrusted
 */
public record ErrorInside(int status, String text, List<String> words) {

    /** An error of no known kind. It is handled like a server error. */
    public static final int UNKNOWN = 0;

    private static final List<String> NUMBERS = List.of("code", "status", "status_code");
    private static final List<String> WORDS = List.of("code", "type", "status");

    /** The codes by which servers say that their filter blocks a prompt. */
    private static final List<String> BLOCKED_PROMPT =
            List.of("content_filter", "content_policy_violation", "data_inspection_failed");

    /**
     * The HTTP status of the error codes and types of OpenAI, Azure, Anthropic, Google, OpenRouter,
     * LiteLLM and vLLM. Keys are in lower case, without separators and without a final "error".
     */
    private static final Map<String, Integer> STATUSES =
            Map.ofEntries(
                    Map.entry("invalidrequest", 400),
                    Map.entry("badrequest", 400),
                    Map.entry("invalidargument", 400),
                    Map.entry("failedprecondition", 400),
                    Map.entry("contextlengthexceeded", 400),
                    Map.entry("authentication", 401),
                    Map.entry("unauthenticated", 401),
                    Map.entry("unauthorized", 401),
                    Map.entry("invalidapikey", 401),
                    Map.entry("billing", 402),
                    Map.entry("permission", 403),
                    Map.entry("permissiondenied", 403),
                    Map.entry("forbidden", 403),
                    Map.entry("notfound", 404),
                    Map.entry("modelnotfound", 404),
                    Map.entry("requesttoolarge", 413),
                    Map.entry("ratelimit", 429),
                    Map.entry("ratelimited", 429),
                    Map.entry("ratelimitexceeded", 429),
                    Map.entry("toomanyrequests", 429),
                    Map.entry("resourceexhausted", 429),
                    Map.entry("insufficientquota", 429),
                    Map.entry("api", 500),
                    Map.entry("server", 500),
                    Map.entry("internal", 500),
                    Map.entry("internalserver", 500),
                    Map.entry("badgateway", 502),
                    Map.entry("unavailable", 503),
                    Map.entry("serviceunavailable", 503),
                    Map.entry("timeout", 504),
                    Map.entry("deadlineexceeded", 504),
                    Map.entry("overloaded", 529));

    /**
     * Returns the error of a response, or of one answer in it.
     *
     * @param json the response or the answer; a list is read at its first element
     */
    public static Optional<ErrorInside> in(JsonNode json) {
        JsonNode subject = json.isArray() ? json.path(0) : json;
        return Stream.of(subject.path("error"), subject.path("errors").path(0))
                .filter(ErrorInside::isStated)
                .map(ErrorInside::of)
                .findFirst()
                .or(() -> isErrorItself(subject) ? Optional.of(of(subject)) : Optional.empty());
    }

    /** Many servers send {@code "error": null} or an empty object beside an answer. */
    private static boolean isStated(JsonNode error) {
        return error.isObject()
                ? error.valueStream().anyMatch(ErrorInside::isStated)
                : error.isTextual() ? !error.asText().isBlank() : error.asBoolean();
    }

    /** Anthropic and vLLM mark the object itself as an error. */
    private static boolean isErrorItself(JsonNode subject) {
        return subject.path("object").asText().equals("error")
                || subject.path("type").asText().equals("error");
    }

    private static ErrorInside of(JsonNode error) {
        List<String> words =
                WORDS.stream()
                        .map(error::path)
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText)
                        .toList();
        return new ErrorInside(
                status(error, words),
                error.path("message").asText(error.isTextual() ? error.asText() : error.toString()),
                words);
    }

    private static int status(JsonNode error, List<String> words) {
        return Stream.concat(
                        NUMBERS.stream()
                                .map(error::path)
                                .map(number -> number.asInt(UNKNOWN))
                                .filter(ErrorInside::isErrorStatus),
                        words.stream()
                                .map(ErrorInside::normalised)
                                .filter(STATUSES::containsKey)
                                .map(STATUSES::get))
                .findFirst()
                .orElse(UNKNOWN);
    }

    private static boolean isErrorStatus(int number) {
        return number >= 400 && number <= 599;
    }

    private static String normalised(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "").replaceAll("error$", "");
    }

    /** Returns whether the server's filter has blocked the prompt. */
    public boolean isBlockedPrompt() {
        return words.stream()
                .anyMatch(word -> BLOCKED_PROMPT.contains(word.toLowerCase(Locale.ROOT)));
    }
}

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

    private static final List<String> NUMBERS =
            List.of("code", "status", "status_code", "statusCode", "http_status");
    private static final List<String> WORDS = List.of("code", "type", "status");

    /** OpenRouter adds it to an error if a moderation has flagged the prompt. */
    private static final String FLAGGED = "flagged_input";

    /** The words by which servers say that their filter blocks a prompt. */
    private static final List<String> BLOCKED_PROMPT =
            List.of(
                    "content_filter",
                    "content_policy_violation",
                    "responsibleaipolicyviolation",
                    "data_inspection_failed",
                    FLAGGED);

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
                    Map.entry("accessdenied", 403),
                    Map.entry("notfound", 404),
                    Map.entry("modelnotfound", 404),
                    Map.entry("deploymentnotfound", 404),
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
        JsonNode subject = first(json);
        return Stream.of("error", "errors", "detail")
                .map(name -> first(subject.path(name)))
                .filter(ErrorInside::isStated)
                .map(error -> of(error, subject))
                .findFirst()
                .or(
                        () ->
                                isErrorItself(subject)
                                        ? Optional.of(of(subject, subject))
                                        : Optional.empty());
    }

    private static JsonNode first(JsonNode value) {
        return value.isArray() ? value.path(0) : value;
    }

    /** Many servers send {@code "error": null} or an empty object beside an answer. */
    private static boolean isStated(JsonNode error) {
        return error.isContainerNode()
                ? error.valueStream().anyMatch(ErrorInside::isStated)
                : error.isTextual() ? !error.asText().isBlank() : error.asBoolean();
    }

    /** Some servers mark the object itself as an error, or give it the status of one. */
    private static boolean isErrorItself(JsonNode subject) {
        return subject.path("object").asText().equals("error")
                || subject.path("type").asText().equals("error")
                || number(subject).isPresent();
    }

    /**
     * Creates the error.
     *
     * @param around the object that has the error; some servers give the status there
     */
    private static ErrorInside of(JsonNode error, JsonNode around) {
        JsonNode inner = first(error.path("error"));
        if (isStated(inner)) {
            return of(inner, error);
        }
        List<String> words = words(error);
        int status = status(error, words).or(() -> status(around, words(around))).orElse(UNKNOWN);
        return new ErrorInside(
                status,
                error.path("message").asText(error.isTextual() ? error.asText() : error.toString()),
                words);
    }

    private static List<String> words(JsonNode error) {
        if (error.isTextual()) {
            return List.of(error.asText());
        }
        return Stream.concat(
                        WORDS.stream()
                                .map(error::path)
                                .filter(JsonNode::isTextual)
                                .map(JsonNode::asText),
                        error.path("metadata").has(FLAGGED) ? Stream.of(FLAGGED) : Stream.empty())
                .toList();
    }

    private static Optional<Integer> status(JsonNode error, List<String> words) {
        return number(error)
                .or(
                        () ->
                                words.stream()
                                        .map(ErrorInside::normalised)
                                        .filter(STATUSES::containsKey)
                                        .map(STATUSES::get)
                                        .findFirst());
    }

    private static Optional<Integer> number(JsonNode error) {
        return NUMBERS.stream()
                .map(error::path)
                .map(number -> number.asInt(UNKNOWN))
                .filter(ErrorInside::isErrorStatus)
                .findFirst();
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

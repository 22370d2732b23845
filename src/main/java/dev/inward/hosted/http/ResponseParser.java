package dev.inward.hosted.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.hosted.feedback.ServerFeedbackReader;
import dev.inward.hosted.pacing.ServerFeedback;
import dev.inward.hosted.response.BodyDecoder;
import dev.inward.hosted.response.NoAnswerException;
import dev.inward.hosted.response.ResponseJson;
import dev.inward.model.ApiException;
import dev.inward.model.ApiException.Kind;
import dev.inward.model.Completion;
import dev.inward.model.Tool;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Parses the responses from one address, and turns every response without an answer into an {@link
 * ApiException}.
 *
 * <p>Immutable and thread-safe.
 */
public final class ResponseParser {

    private static final Duration LONG_WAIT = Duration.ofMinutes(1);
    private static final int MAX_BYTES = 16 << 20;

    private final ApiSettings settings;
    private final CompletionReader reader;
    private final ServerFeedbackReader feedbackReader;
    private final ApiFailures failures;
    private final Clock clock;

    /**
     * @param refusalHint how to fix a request that the server refuses; ends the error message
     */
    ResponseParser(
            ApiSettings settings,
            Dialect dialect,
            String address,
            Clock clock,
            String refusalHint) {
        this.settings = settings;
        this.clock = clock;
        reader = new CompletionReader(settings, dialect);
        feedbackReader = new ServerFeedbackReader(clock);
        failures = new ApiFailures(settings, address, refusalHint);
    }

    /** Returns the factory of exceptions for calls to the same address. */
    public ApiFailures failures() {
        return failures;
    }

    /**
     * Reads the body of a response. Masks the key in it, because some servers quote the request.
     *
     * @throws ApiException if the body is larger than 16 MiB
     */
    public String readBody(Response response) throws IOException {
        byte[] bytes =
                BodyDecoder.unpacked(
                        response.body().byteStream().readNBytes(MAX_BYTES + 1), MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw failures.failure(
                    "sent more than " + (MAX_BYTES >> 20) + " MiB",
                    "; is 'base-url' the address of a model API?",
                    Kind.PROMPT);
        }
        String body = BodyDecoder.decode(bytes, response.body().contentType());
        return settings.maskedIn(body);
    }

    /** Reads the body of a response; the supplier parses it into a completion. */
    Supplier<Completion> completion(Response response, List<Tool> tools) throws IOException {
        String body = readBody(response);
        return () -> completion(response, body, tools);
    }

    private Completion completion(Response response, String body, List<Tool> tools) {
        return blockedPrompt(response, body)
                .orElseGet(
                        () ->
                                parse(
                                        response,
                                        body,
                                        json ->
                                                reader.read(
                                                        json, body, requestId(response), tools)));
    }

    /** Returns the answer to a prompt that the server's filter blocks; empty if it blocks none. */
    Optional<Completion> blockedPrompt(Response response, String body) {
        return reader.blockedPrompt(response.code(), body);
    }

    /** Returns the reader of the answers of this model. */
    CompletionReader reader() {
        return reader;
    }

    /** Reads a stored body again, as the answer to a prompt without tools; empty if it is none. */
    Optional<Completion> completionIn(String body, String requestId) {
        try {
            return Optional.of(reader.read(ResponseJson.read(body), body, requestId, List.of()));
        } catch (JsonProcessingException | RuntimeException noAnswer) {
            return Optional.empty();
        }
    }

    /**
     * Parses a body into an answer of any type.
     *
     * @param read converts the JSON; throws a {@link NoAnswerException} or an {@link
     *     IllegalArgumentException} if it contains no answer. Only the first is transient
     * @throws ApiException if the status is an error or the body contains no answer
     */
    public <T> T parse(Response response, String body, Function<JsonNode, T> read) {
        if (!response.isSuccessful()) {
            throw refused(response, body);
        }
        if (body.isBlank()) {
            throw failures.failure("sent an empty response", "", Kind.PASSING);
        }
        try {
            return read.apply(ResponseJson.read(body));
        } catch (NoAnswerException e) {
            throw failures.noAnswer(e, body, requestedWait(response, body));
        } catch (JsonProcessingException e) {
            throw failures.notJson(body);
        } catch (IllegalArgumentException e) {
            throw failures.failure(
                    "sent no answer: " + e.getMessage() + ": " + ApiFailures.excerpt(body),
                    "; is 'provider' the right one for this server?",
                    Kind.PROMPT);
        }
    }

    /** Returns the exception for a response with an error status. */
    ApiException refused(Response response, String body) {
        return failures.refused(response, body, requestedWait(response, body));
    }

    private @Nullable Duration requestedWait(Response response, String body) {
        return feedbackReader.requestedWait(response, body).orElse(null);
    }

    /**
     * Returns the feedback of a response for later calls to the server.
     *
     * @param pause how long all calls to the server wait; null if they do not wait
     */
    ServerFeedback feedback(Response response, @Nullable Duration pause) {
        return feedbackReader.feedback(response, pause);
    }

    /**
     * Reports a failed try, and the wait before the next one if it is long, so that the run can say
     * at once why it makes no progress.
     *
     * @return the same failure
     */
    public ApiException reported(ApiException failure) {
        String reason = String.valueOf(failure.getMessage());
        settings.listener().callFailed(settings.name(), reason);
        Optional<Duration> wait =
                failure.retryAfter().filter(requested -> requested.compareTo(LONG_WAIT) > 0);
        if (wait.isPresent() && failure.isRetryable()) {
            settings.listener()
                    .waitStarted(settings.name(), reason, clock.instant().plus(wait.get()));
        }
        return failure;
    }

    /** Returns the server's id of a request; empty if the response has none. */
    static String requestId(Response response) {
        String id = response.header("x-request-id", "");
        return id == null || id.isEmpty() ? String.valueOf(response.header("request-id", "")) : id;
    }

    /**
     * Returns the server's id of an object that it has created, for example a file or a batch.
     *
     * @throws IllegalArgumentException if the object has no id
     */
    public static String requiredId(JsonNode created) {
        String id = created.path("id").asText("");
        if (id.isBlank()) {
            throw new IllegalArgumentException("it has no id");
        }
        return id;
    }
}

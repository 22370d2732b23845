package dev.inward.hosted.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.hosted.pacing.ServerFeedback;
import dev.inward.model.ApiException;
import dev.inward.model.ApiException.Kind;
import dev.inward.model.Completion;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.MediaType;
import okhttp3.Response;

/**
 * Parses the responses from one address, and turns every response without an answer into an {@link
 * ApiException}.
 *
 * <p>Immutable and thread-safe.
 */
public final class ResponseParser {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_BYTES = 16 << 20;

    private final ApiSettings settings;
    private final Dialect dialect;
    private final ServerFeedbackReader feedbackReader;
    private final ApiFailures failures;

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
        this.dialect = dialect;
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
        byte[] bytes = response.body().byteStream().readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw failures.failure(
                    "sent more than " + (MAX_BYTES >> 20) + " MiB",
                    "; is 'base-url' the address of a model API?",
                    Kind.PROMPT);
        }
        MediaType type = response.body().contentType();
        Charset charset = type == null ? null : type.charset(StandardCharsets.UTF_8);
        String body = new String(bytes, charset == null ? StandardCharsets.UTF_8 : charset);
        return settings.maskedIn(body);
    }

    /** Reads the body of a response; the supplier parses it into a completion. */
    Supplier<Completion> completion(Response response) throws IOException {
        String body = readBody(response);
        return () -> completion(response, body);
    }

    private Completion completion(Response response, String body) {
        return parse(response, body, json -> dialect.completion(json, requestId(response)))
                .withRaw(body)
                .masked(settings::maskedIn);
    }

    /** Reads a stored body again; empty if it is no answer. */
    Optional<Completion> completionIn(String body, String requestId) {
        try {
            return Optional.of(dialect.completion(JSON.readTree(body), requestId).withRaw(body));
        } catch (JsonProcessingException | RuntimeException noAnswer) {
            return Optional.empty();
        }
    }

    /**
     * Parses a body into an answer of any type.
     *
     * @param read converts the JSON; throws an {@link IllegalArgumentException} if it contains no
     *     answer
     * @throws ApiException if the status is an error or the body contains no answer
     */
    public <T> T parse(Response response, String body, Function<JsonNode, T> read) {
        if (!response.isSuccessful()) {
            throw failures.refused(response, body, feedbackReader.retryDelay(response));
        }
        if (body.isBlank()) {
            throw failures.failure("sent an empty response", "", Kind.PASSING);
        }
        try {
            return read.apply(JSON.readTree(body));
        } catch (JsonProcessingException e) {
            throw failures.failure(
                    "sent a response that is not JSON: " + ApiFailures.excerpt(body),
                    "",
                    Kind.PASSING);
        } catch (IllegalArgumentException e) {
            throw failures.failure(
                    "sent no answer: " + e.getMessage() + ": " + ApiFailures.excerpt(body),
                    "; is 'provider' the right one for this server?",
                    Kind.PROMPT);
        }
    }

    /** Returns the feedback of a response for later calls to the server. */
    ServerFeedback feedback(Response response) {
        return feedbackReader.feedback(response);
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

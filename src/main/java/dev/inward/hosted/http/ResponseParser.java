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
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.MediaType;
import okhttp3.Response;

/** Makes a completion, or anything else that was asked for, of what a server sent. */
public final class ResponseParser {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST = 16 << 20;

    private final ApiSettings settings;
    private final Dialect dialect;
    private final RetryHints waits;
    private final ApiFailures failures;

    /**
     * @param mendOfRefusal what to do where the server refuses what it was asked
     */
    ResponseParser(
            ApiSettings settings,
            Dialect dialect,
            String address,
            Clock clock,
            String mendOfRefusal) {
        this.settings = settings;
        this.dialect = dialect;
        waits = new RetryHints(clock);
        failures = new ApiFailures(settings, address, mendOfRefusal);
    }

    /** What is said of calls to the same address that bring no answer. */
    public ApiFailures failures() {
        return failures;
    }

    /**
     * Reads what a server sent, without the key: servers like to quote what they were given.
     *
     * @throws ApiException when it is more than anybody needs
     */
    public String body(Response response) throws IOException {
        byte[] bytes = response.body().byteStream().readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw failures.failure(
                    "sent more than " + (LARGEST >> 20) + " MiB",
                    "; is 'base-url' that of a model?",
                    Kind.PROMPT);
        }
        MediaType type = response.body().contentType();
        Charset charset = type == null ? null : type.charset(StandardCharsets.UTF_8);
        String body = new String(bytes, charset == null ? StandardCharsets.UTF_8 : charset);
        return settings.key().ifSet().maskedIn(body);
    }

    /** Takes in what a server sent, and makes a completion of it later. */
    Supplier<Completion> completion(Response response) throws IOException {
        String body = body(response);
        return () -> completion(response, body);
    }

    private Completion completion(Response response, String body) {
        return read(response, body, json -> dialect.completion(json, requestId(response)))
                .readFrom(body)
                .maskedBy(settings.key().ifSet());
    }

    /**
     * Reads an answer of any kind.
     *
     * @param read throws an {@link IllegalArgumentException} where the JSON holds no answer
     * @throws ApiException where there is none
     */
    public <T> T read(Response response, String body, Function<JsonNode, T> read) {
        if (!response.isSuccessful()) {
            throw failures.refused(response, body, waits.ofOne(response));
        }
        if (body.isBlank()) {
            throw failures.failure("sent nothing", "", Kind.PASSING);
        }
        try {
            return read.apply(JSON.readTree(body));
        } catch (JsonProcessingException e) {
            throw failures.failure(
                    "sent something that is no JSON: " + ApiFailures.quoted(body),
                    "",
                    Kind.PASSING);
        } catch (IllegalArgumentException e) {
            throw failures.failure(
                    "sent no answer: " + e.getMessage() + ": " + ApiFailures.quoted(body),
                    "; is 'provider' the right one for this server?",
                    Kind.PROMPT);
        }
    }

    /** What a reply says of the pace. */
    ServerFeedback feedback(Response response) {
        return waits.feedback(response);
    }

    /** The server's own name for a request; empty where it gave none. */
    static String requestId(Response response) {
        String id = response.header("x-request-id", "");
        return id == null || id.isEmpty() ? String.valueOf(response.header("request-id", "")) : id;
    }

    /**
     * The server's own name for what it has made, such as a file or a batch.
     *
     * @throws IllegalArgumentException where it gave none
     */
    public static String id(JsonNode made) {
        String id = made.path("id").asText("");
        if (id.isBlank()) {
            throw new IllegalArgumentException("it has no id");
        }
        return id;
    }
}

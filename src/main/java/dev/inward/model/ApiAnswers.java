package dev.inward.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.model.ApiException.Kind;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Makes a completion, or an exception that says what to do, of what a server sent. */
final class ApiAnswers {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What OpenAI calls an account without money, with the status of one that is only busy. */
    private static final String SPENT = "insufficient_quota";

    private static final int LONGEST_QUOTE = 300;
    private static final int LARGEST = 16 << 20;
    private static final String MEND_OF_PROMPT =
            "; check the sampling keys and 'body' of this model in models.yaml, and the length of the prompt";

    private final ApiSettings settings;
    private final Dialect dialect;
    private final String address;
    private final ServerWaits waits;
    private final String mendOfRefusal;

    /** Reads answers to prompts. */
    ApiAnswers(ApiSettings settings, Dialect dialect, String address, Clock clock) {
        this(settings, dialect, address, clock, MEND_OF_PROMPT);
    }

    /**
     * @param mendOfRefusal what to do where the server refuses what it was asked
     */
    ApiAnswers(
            ApiSettings settings,
            Dialect dialect,
            String address,
            Clock clock,
            String mendOfRefusal) {
        this.mendOfRefusal = mendOfRefusal;
        this.settings = settings;
        this.dialect = dialect;
        this.address = address;
        waits = new ServerWaits(clock);
    }

    /**
     * Reads what a server sent, without the key: servers like to quote what they were given.
     *
     * @throws ApiException when it is more than anybody needs
     */
    String body(Response response) throws IOException {
        byte[] bytes = response.body().byteStream().readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw failure(
                    "sent more than " + (LARGEST >> 20) + " MiB",
                    "; is 'base-url' that of a model?",
                    Kind.PROMPT,
                    null,
                    null);
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
    <T> T read(Response response, String body, Function<JsonNode, T> read) {
        if (!response.isSuccessful()) {
            throw refused(response, body);
        }
        if (body.isBlank()) {
            throw failure("sent nothing", "", Kind.PASSING, null, null);
        }
        try {
            return read.apply(JSON.readTree(body));
        } catch (JsonProcessingException e) {
            throw failure(
                    "sent something that is no JSON: " + quoted(body),
                    "",
                    Kind.PASSING,
                    null,
                    null);
        } catch (IllegalArgumentException e) {
            throw failure(
                    "sent no answer: " + e.getMessage() + ": " + quoted(body),
                    "; is 'provider' the right one for this server?",
                    Kind.PROMPT,
                    null,
                    null);
        }
    }

    /** What a reply says of the pace. */
    Feedback feedback(Response response) {
        return waits.feedback(response);
    }

    ApiException unreached(IOException failure, boolean isGivenUp) {
        return failure(
                "was not reached: " + failure,
                "; is 'base-url' right, and is the server up?",
                isGivenUp ? Kind.CONFIGURATION : Kind.PASSING,
                null,
                failure);
    }

    ApiException unsendable(RuntimeException failure) {
        return failure(
                "cannot be asked: " + failure.getMessage(),
                "; check 'headers' of this model in models.yaml, and the key for characters that do not belong there",
                Kind.CONFIGURATION,
                null,
                failure);
    }

    ApiException closed() {
        return failure(
                "was not asked: the run has been closed", "", Kind.CONFIGURATION, null, null);
    }

    private ApiException refused(Response response, String body) {
        int status = response.code();
        if (response.isRedirect()) {
            return failure(
                    "answered " + status + ": it redirects to " + target(response),
                    "; keys are never sent to another address than that of models.yaml: if that is the right one, say so with 'base-url'",
                    Kind.CONFIGURATION,
                    null,
                    null);
        }
        if (status == 429 && body.contains(SPENT)) {
            return failure(
                    "answered 429: " + quoted(message(body)),
                    "; the account is spent, and waiting does not help: top it up at the provider",
                    Kind.CONFIGURATION,
                    null,
                    null);
        }
        return failure(
                "answered " + status + ": " + quoted(message(body)),
                mend(status),
                kind(status),
                waits.ofOne(response),
                null);
    }

    private static String target(Response response) {
        String location = response.header("Location");
        HttpUrl url = location == null ? null : response.request().url().resolve(location);
        return url == null ? "an address that it does not give" : url.scheme() + "://" + url.host();
    }

    private static Kind kind(int status) {
        return switch (status) {
            case 401, 403, 404 -> Kind.CONFIGURATION;
            case 408, 409, 429 -> Kind.PASSING;
            default -> status >= 500 ? Kind.PASSING : Kind.PROMPT;
        };
    }

    private String mend(int status) {
        return switch (status) {
            case 400, 413, 422 -> mendOfRefusal;
            case 401, 403 ->
                    settings.key().variable() == null
                            ? "; no key was sent: name the environment variable that holds it with 'key-env'"
                            : "; is the key in the environment variable "
                                    + settings.key().variable()
                                    + " valid for this model?";
            case 404 -> "; check 'id' and 'base-url' of this model in models.yaml";
            case 429 -> "; lower 'concurrency' of this model, or wait";
            default -> "";
        };
    }

    private ApiException failure(
            String what,
            String mend,
            Kind kind,
            @Nullable Duration pause,
            @Nullable Throwable cause) {
        String message = "model '%s' at %s %s%s".formatted(settings.name(), address, what, mend);
        Secret key = settings.key().ifSet();
        return new ApiException(key.maskedIn(message), kind, pause, key.maskedIn(cause));
    }

    /** What the server says went wrong, in any of the usual places. */
    private static String message(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            JsonNode error = json.path("error");
            String text = error.path("message").asText(error.asText(json.path("message").asText()));
            return text.isEmpty() ? body : text;
        } catch (JsonProcessingException e) {
            return body;
        }
    }

    static String quoted(String text) {
        String line = text.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
    }

    /** The server's own name for a request; empty where it gave none. */
    static String requestId(Response response) {
        String id = response.header("x-request-id", "");
        return id == null || id.isEmpty() ? String.valueOf(response.header("request-id", "")) : id;
    }
}

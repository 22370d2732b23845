package dev.inward.hosted.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.model.ApiException;
import dev.inward.model.ApiException.Kind;
import dev.inward.model.QuerySecrets;
import java.io.IOException;
import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Creates the exceptions for failed calls to one address. Each message says what went wrong and how
 * to fix it. No message contains the key.
 *
 * <p>Immutable and thread-safe.
 */
public final class ApiFailures {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** OpenAI sends it with status 429, which otherwise means too many calls. */
    private static final String NO_CREDIT = "insufficient_quota";

    private static final int MAX_QUOTE_LENGTH = 300;

    private final ApiSettings settings;
    private final String address;
    private final String refusalHint;

    /**
     * @param refusalHint how to fix a request that the server refuses; ends the error message
     */
    ApiFailures(ApiSettings settings, String address, String refusalHint) {
        this.settings = settings;
        this.address = address;
        this.refusalHint = refusalHint;
    }

    /**
     * Returns the exception for a call without a response.
     *
     * @param isPermanent whether the server was never reachable, so that a retry is pointless
     */
    public ApiException unreachable(IOException failure, boolean isPermanent) {
        return failure(
                "was not reached: " + failure,
                "; is 'base-url' right, and is the server up?",
                isPermanent ? Kind.CONFIGURATION : Kind.PASSING,
                null,
                failure);
    }

    /** Returns the exception for a request that cannot be built. */
    public ApiException unsendable(RuntimeException failure) {
        return failure(
                "cannot be called: " + failure.getMessage(),
                "; check 'headers' of this model in models.yaml, and check the key for invalid characters",
                Kind.CONFIGURATION,
                null,
                failure);
    }

    /** Returns the exception for a call that the end of the run prevents. */
    ApiException closed() {
        return failure(
                "was not called: the run has ended or sends no more prompts",
                "",
                Kind.CONFIGURATION);
    }

    /**
     * Returns the exception for a response with an error status.
     *
     * @param retryDelay how long to wait before a retry; null for the usual backoff
     */
    ApiException refused(Response response, String body, @Nullable Duration retryDelay) {
        int status = response.code();
        if (response.isRedirect()) {
            return failure(
                    "answered " + status + ": it redirects to " + redirectTarget(response),
                    "; keys are never sent to another address; if the new address is right, set it as 'base-url' in models.yaml",
                    Kind.CONFIGURATION);
        }
        if (status == 429 && body.contains(NO_CREDIT)) {
            return failure(
                    "answered 429: " + excerpt(message(body)),
                    "; the account has no credit left, so waiting does not help; top it up at the provider",
                    Kind.CONFIGURATION);
        }
        return failure(
                "answered " + status + ": " + excerpt(message(body)),
                hint(status),
                kind(status),
                retryDelay,
                null);
    }

    private static String redirectTarget(Response response) {
        String location = response.header("Location");
        HttpUrl url = location == null ? null : response.request().url().resolve(location);
        return url == null ? "an address that it does not name" : url.scheme() + "://" + url.host();
    }

    private static Kind kind(int status) {
        return switch (status) {
            case 401, 403, 404 -> Kind.CONFIGURATION;
            case 408, 409, 429 -> Kind.PASSING;
            default -> status >= 500 ? Kind.PASSING : Kind.PROMPT;
        };
    }

    private String hint(int status) {
        return switch (status) {
            case 400, 413, 422 -> refusalHint;
            case 401, 403 ->
                    settings.key().variable() == null
                            ? "; no key was sent; set 'key-env' to the name of the environment variable that holds it"
                            : "; is the key in the environment variable "
                                    + settings.key().variable()
                                    + " valid for this model?";
            case 404 ->
                    "; check 'id' and 'base-url' of this model in models.yaml"
                            + (settings.baseUrl().hasVersion()
                                    ? ""
                                    : "; most servers need an address that ends with /v1");
            case 429 -> "; lower 'concurrency' of this model, or wait";
            default -> "";
        };
    }

    /**
     * Returns an exception of the given kind.
     *
     * @param problem what went wrong; follows "model 'name' at address" in the message
     * @param hint how to fix it; ends the message; empty if only a retry helps
     */
    ApiException failure(String problem, String hint, Kind kind) {
        return failure(problem, hint, kind, null, null);
    }

    private ApiException failure(
            String problem,
            String hint,
            Kind kind,
            @Nullable Duration retryDelay,
            @Nullable Throwable cause) {
        String message = "model '%s' at %s %s%s".formatted(settings.name(), address, problem, hint);
        Secret key = settings.key().ifSet();
        return new ApiException(
                QuerySecrets.maskedIn(settings.maskedIn(message)),
                kind,
                retryDelay,
                key.maskedIn(cause));
    }

    /** Returns the server's error message; the whole body if no usual field contains one. */
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

    /** Returns a text of a server on one line, cut to 300 characters, for an error message. */
    public static String excerpt(String text) {
        String line = text.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
        return line.length() <= MAX_QUOTE_LENGTH ? line : line.substring(0, MAX_QUOTE_LENGTH) + "…";
    }
}

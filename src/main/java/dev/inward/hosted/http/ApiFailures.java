package dev.inward.hosted.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.model.ApiException;
import dev.inward.model.ApiException.Kind;
import dev.inward.model.Secret;
import java.io.IOException;
import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Says of a call that brought no answer what went wrong, and what to do; never the key. */
public final class ApiFailures {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What OpenAI calls an account without money, with the status of one that is only busy. */
    private static final String SPENT = "insufficient_quota";

    private static final int LONGEST_QUOTE = 300;

    private final ApiSettings settings;
    private final String address;
    private final String mendOfRefusal;

    /**
     * @param mendOfRefusal what to do where the server refuses what it was asked
     */
    ApiFailures(ApiSettings settings, String address, String mendOfRefusal) {
        this.settings = settings;
        this.address = address;
        this.mendOfRefusal = mendOfRefusal;
    }

    public ApiException unreached(IOException failure, boolean isGivenUp) {
        return failure(
                "was not reached: " + failure,
                "; is 'base-url' right, and is the server up?",
                isGivenUp ? Kind.CONFIGURATION : Kind.PASSING,
                null,
                failure);
    }

    public ApiException unsendable(RuntimeException failure) {
        return failure(
                "cannot be asked: " + failure.getMessage(),
                "; check 'headers' of this model in models.yaml, and the key for characters that do not belong there",
                Kind.CONFIGURATION,
                null,
                failure);
    }

    ApiException closed() {
        return failure("was not asked: the run has been closed", "", Kind.CONFIGURATION);
    }

    /**
     * A status other than that of success.
     *
     * @param pause what the server asks for; null where it asks for none
     */
    ApiException refused(Response response, String body, @Nullable Duration pause) {
        int status = response.code();
        if (response.isRedirect()) {
            return failure(
                    "answered " + status + ": it redirects to " + target(response),
                    "; keys are never sent to another address than that of models.yaml: if that is the right one, say so with 'base-url'",
                    Kind.CONFIGURATION);
        }
        if (status == 429 && body.contains(SPENT)) {
            return failure(
                    "answered 429: " + quoted(message(body)),
                    "; the account is spent, and waiting does not help: top it up at the provider",
                    Kind.CONFIGURATION);
        }
        return failure(
                "answered " + status + ": " + quoted(message(body)),
                mend(status),
                kind(status),
                pause,
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

    /**
     * A failure of any other kind.
     *
     * @param what continues "model 'name' at address"
     * @param mend continues that; empty where nothing helps but trying again
     */
    ApiException failure(String what, String mend, Kind kind) {
        return failure(what, mend, kind, null, null);
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

    /** Something that a server said, as it fits into a message. */
    public static String quoted(String text) {
        String line = text.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
    }
}

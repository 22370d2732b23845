package dev.inward.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.model.ApiException.Kind;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Makes a completion, or an exception that says what to do, of what a server sent. */
final class ApiAnswers {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_QUOTE = 300;

    private final ApiSettings settings;
    private final Dialect dialect;
    private final String address;
    private final Clock clock;

    ApiAnswers(ApiSettings settings, Dialect dialect, String address, Clock clock) {
        this.settings = settings;
        this.dialect = dialect;
        this.address = address;
        this.clock = clock;
    }

    Completion completion(Response response, String body) {
        if (!response.isSuccessful()) {
            throw refused(response, body);
        }
        try {
            return dialect.completion(JSON.readTree(body), requestId(response)).readFrom(body);
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

    ApiException unreached(IOException failure) {
        return failure(
                "was not reached: " + failure,
                "; is 'base-url' right, and is the server up?",
                Kind.PASSING,
                null,
                failure);
    }

    private ApiException refused(Response response, String body) {
        int status = response.code();
        return failure(
                "answered " + status + ": " + quoted(message(body)),
                mend(status),
                kind(status),
                pause(response),
                null);
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
            case 400, 413, 422 ->
                    "; check the sampling keys and 'body' of this model in models.yaml, and the length of the prompt";
            case 401, 403 ->
                    settings.keyVariable() == null
                            ? "; no key was sent: name the environment variable that holds it with 'key-env'"
                            : "; is the key in the environment variable "
                                    + settings.keyVariable()
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
        return new ApiException(settings.key().maskedIn(message), kind, pause, cause);
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

    private static String quoted(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
    }

    private static String requestId(Response response) {
        String id = response.header("x-request-id", "");
        return id == null || id.isEmpty() ? String.valueOf(response.header("request-id", "")) : id;
    }

    /** Reads {@code retry-after-ms} and {@code Retry-After}, which is seconds or a date. */
    private @Nullable Duration pause(Response response) {
        String millis = response.header("retry-after-ms");
        String after = response.header("Retry-After");
        try {
            if (millis != null) {
                return Duration.ofMillis(Long.parseLong(millis.strip()));
            }
            return after == null ? null : seconds(after.strip());
        } catch (NumberFormatException | DateTimeException e) {
            return null;
        }
    }

    private Duration seconds(String after) {
        if (after.matches("\\d+")) {
            return Duration.ofSeconds(Long.parseLong(after));
        }
        var date = ZonedDateTime.parse(after, DateTimeFormatter.RFC_1123_DATE_TIME);
        Duration pause = Duration.between(clock.instant(), date.toInstant());
        return pause.isNegative() ? Duration.ZERO : pause;
    }
}

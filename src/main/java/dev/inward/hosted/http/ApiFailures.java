package dev.inward.hosted.http;

import dev.inward.hosted.response.ErrorInside;
import dev.inward.hosted.response.ErrorText;
import dev.inward.hosted.response.NoAnswerException;
import dev.inward.model.ApiException;
import dev.inward.model.ApiException.Kind;
import dev.inward.model.QuerySecrets;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
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

    /** Said by OpenAI with status 429, by Anthropic with 400, and by others with 402. */
    private static final Pattern NO_CREDIT =
            Pattern.compile("insufficient_quota|credit balance is too low|insufficient balance");

    /** Gemini answers a wrong key with status 400, and so does LiteLLM without a database. */
    private static final Pattern WRONG_KEY =
            Pattern.compile(
                    "api_key_invalid|invalid_api_key|api key not valid|(invalid|incorrect) api key|no connected db");

    /** llama.cpp sends it with status 500, which otherwise is a transient failure. */
    private static final String ONLY_ONE_ANSWER = "only one completion choice is allowed";

    private static final String NO_CREDIT_HINT =
            "; the account has no credit left, so waiting does not help; top it up at the provider";

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
        boolean isAnotherProtocol = failure instanceof ProtocolException;
        return failure(
                (isAnotherProtocol ? "broke the HTTP protocol: " : "was not reached: ") + failure,
                isAnotherProtocol
                        ? "; is 'base-url' right?"
                        : "; is 'base-url' right, and is the server up?",
                isPermanent ? Kind.CONFIGURATION : Kind.PASSING,
                null,
                failure);
    }

    /** Returns the exception for a response that ends early or cannot be unpacked. */
    public ApiException brokenOff(IOException failure) {
        return failure(
                "sent a response that breaks off: " + failure, "", Kind.PASSING, null, failure);
    }

    /** Returns the exception for a successful response that is not one JSON value. */
    ApiException notJson(String body) {
        return failure(
                "sent a response that is not JSON: " + excerpt(body),
                ErrorText.isStream(body)
                        ? "; it is a stream, so remove 'stream' from 'body' of this model in models.yaml"
                        : "; is 'base-url' the address of a model API?",
                Kind.PASSING);
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
        return ofStatus(status, "answered " + status + ": " + said(body), body, retryDelay);
    }

    /**
     * @param said what the server said; follows "model 'name' at address" in the message
     */
    private ApiException ofStatus(
            int status, String said, String body, @Nullable Duration retryDelay) {
        String lower = body.toLowerCase(Locale.ROOT);
        if (status == 402 || (status < 500 && NO_CREDIT.matcher(lower).find())) {
            return failure(said, NO_CREDIT_HINT, Kind.CONFIGURATION);
        }
        if ((status == 400 || status == ErrorInside.UNKNOWN) && WRONG_KEY.matcher(lower).find()) {
            return failure(said, keyHint(), Kind.CONFIGURATION);
        }
        if (status == 500 && lower.contains(ONLY_ONE_ANSWER)) {
            return failure(said, refusalHint, Kind.PROMPT);
        }
        Kind kind = kind(status);
        if (kind == Kind.PASSING
                && retryDelay != null
                && retryDelay.compareTo(settings.maxWait()) > 0) {
            return failure(
                    said,
                    String.format(
                            Locale.ROOT,
                            "; the server asks to wait %s, and the limit is %s; run again later, all answers so far are kept, or raise 'max-wait-seconds' of this model in models.yaml",
                            inWords(retryDelay),
                            inWords(settings.maxWait())),
                    Kind.UNAVAILABLE);
        }
        return failure(said, hint(status), kind, retryDelay, null);
    }

    private static String inWords(Duration wait) {
        long seconds = wait.toSeconds();
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d min %d s", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d h %d min", seconds / 3600, seconds % 3600 / 60);
    }

    /**
     * Returns the exception for a call that is not made, because the model only fails.
     *
     * @param last the failure that ended the calls to the model
     */
    ApiException notCalled(ApiException last) {
        return last.endsStudy()
                ? last
                : failure(
                        "is not called again in this run, because its calls only fail",
                        "; the last failure: " + last.getMessage(),
                        last.isTransient() ? Kind.WAITED_FOR : Kind.PROMPT);
    }

    /**
     * Returns the exception for a successful response that contains no answer. An error inside it
     * is handled like the status that it names.
     *
     * @param retryDelay how long to wait before a retry; null for the usual backoff
     */
    ApiException noAnswer(NoAnswerException reason, String body, @Nullable Duration retryDelay) {
        ErrorInside error = reason.error();
        if (error == null) {
            return failure(
                    "sent no answer: " + reason.getMessage() + ": " + excerpt(body),
                    reason.isUnknownFormat()
                            ? "; is 'provider' the right one for this server?"
                            : "",
                    Kind.PASSING,
                    retryDelay,
                    null);
        }
        boolean isUnknown = error.status() == ErrorInside.UNKNOWN;
        return ofStatus(
                error.status(),
                String.format(
                        Locale.ROOT,
                        "answered 200 with an error inside%s: %s",
                        isUnknown ? "" : " " + error.status(),
                        excerpt(error.text())),
                body,
                retryDelay);
    }

    private static String said(String body) {
        String said = excerpt(ErrorText.in(body));
        return said.isEmpty() ? "nothing" : said;
    }

    private static String redirectTarget(Response response) {
        String location = response.header("Location");
        HttpUrl url = location == null ? null : response.request().url().resolve(location);
        return url == null ? "an address that it does not name" : url.scheme() + "://" + url.host();
    }

    private static Kind kind(int status) {
        return switch (status) {
            case 403 -> Kind.FORBIDDEN;
            case 401, 404, 405, 410 -> Kind.CONFIGURATION;
            // 424: the generation failed at Text Generation Inference; 498 and 499: Groq's
            // capacity.
            case ErrorInside.UNKNOWN, 408, 409, 423, 424, 425, 429, 498, 499 -> Kind.PASSING;
            default -> status >= 500 ? Kind.PASSING : Kind.PROMPT;
        };
    }

    private String hint(int status) {
        return switch (status) {
            case 400, 413, 422 -> refusalHint;
            case 401, 403 -> keyHint();
            case 404, 405, 410 ->
                    "; check 'id' and 'base-url' of this model in models.yaml" + versionHint();
            case ErrorInside.UNKNOWN -> versionHint();
            case 429 -> "; lower 'concurrency' of this model, or wait";
            default -> "";
        };
    }

    /** LM Studio and others answer a wrong path with status 200 and an error. */
    private String versionHint() {
        return settings.baseUrl().endsWithVersion()
                ? ""
                : "; most servers need an address that ends with /v1";
    }

    private String keyHint() {
        return settings.key().variable() == null
                ? "; no key was sent; set 'key-env' to the name of the environment variable that holds it"
                : "; is the key in the environment variable "
                        + settings.key().variable()
                        + " valid for this model?";
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
        String message =
                String.format(
                        Locale.ROOT,
                        "model '%s' at %s %s%s",
                        settings.name(),
                        address,
                        problem,
                        hint);
        return new ApiException(
                QuerySecrets.maskedIn(settings.maskedIn(message)),
                kind,
                retryDelay,
                Secret.masked(cause, settings::maskedIn));
    }

    /** Returns a text of a server on one line, cut to 300 characters, for an error message. */
    public static String excerpt(String text) {
        String line = text.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
        return line.length() <= MAX_QUOTE_LENGTH ? line : line.substring(0, MAX_QUOTE_LENGTH) + "…";
    }
}

package dev.inward.model;

import java.time.Duration;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * The failure of a call to a hosted model. The message says what failed, why, and how to fix it. It
 * never contains an API key.
 *
 * <table>
 * <caption>Which failures are retried</caption>
 * <tr><th>failure</th><th>retried</th></tr>
 * <tr><td>no connection, a broken connection, a timeout</td><td>yes. If no connection to the server
 * has succeeded so far, at most two retries; then it is a configuration error</td></tr>
 * <tr><td>status 408, 409, 429, 500 and above</td><td>yes. If a 429, 503 or 529 has a {@code
 * Retry-After} header, all calls to that server wait</td></tr>
 * <tr><td>a response that is not JSON: empty, incomplete, or the page of a
 * proxy</td><td>yes</td></tr>
 * <tr><td>status 200 with an error inside</td><td>like the status that the error
 * names</td></tr>
 * <tr><td>JSON without an answer: no text, no finish reason, or one that does not say that the model
 * finished</td><td>yes</td></tr>
 * <tr><td>a response above 16 MiB</td><td>no</td></tr>
 * <tr><td>a redirect, status 401, 403, 404</td><td>no; it is a configuration error</td></tr>
 * <tr><td>status 400, 413, 422 and all others below 500</td><td>no: the same request fails
 * again</td></tr>
 * <tr><td>a refusal, a content filter, a truncated answer</td><td>no: this is an answer, not a
 * failure</td></tr>
 * </table>
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** How far the failure reaches. */
    private final Kind kind;

    private final transient @Nullable Duration retryAfter;

    /**
     * Creates the exception.
     *
     * @param message what failed, why, and how to fix it; without any API key
     * @param kind how far the failure reaches, and whether a retry can help
     * @param retryAfter how long the server asks clients to wait; null if it does not say
     * @param cause the cause; null if there is none
     */
    public ApiException(
            @Nullable String message,
            Kind kind,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    /** How far a failure reaches, and whether a retry can help. */
    public enum Kind {
        /** Transient: a retry may succeed. */
        PASSING,
        /** Transient, but the time for retries is used up. A later run may succeed. */
        WAITED_FOR,
        /** Permanent for this prompt. Other prompts may succeed. */
        PROMPT,
        /** Permanent for all prompts, until the configuration is fixed. */
        CONFIGURATION
    }

    /** {@return whether the same request may succeed later, in this run or in another one} */
    public boolean isTransient() {
        return kind == Kind.PASSING || kind == Kind.WAITED_FOR;
    }

    /** {@return whether every other prompt fails too: a wrong key, address or model id} */
    public boolean isConfigurationError() {
        return kind == Kind.CONFIGURATION;
    }

    /** {@return whether the current run should retry the request} */
    public boolean isRetryable() {
        return kind == Kind.PASSING;
    }

    /** {@return a copy of this failure that the current run does not retry} */
    public ApiException withoutRetries() {
        return new ApiException(getMessage(), Kind.WAITED_FOR, retryAfter, getCause());
    }

    /**
     * Returns how long the server asks clients to wait before a retry.
     *
     * @param longest the upper limit of the result
     * @return the wait, at most {@code longest}; empty if the server does not say
     */
    public Optional<Duration> retryAfter(Duration longest) {
        return Optional.ofNullable(retryAfter)
                .map(wait -> wait.compareTo(longest) > 0 ? longest : wait);
    }
}

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
 * <tr><td>status 408, 409, 423, 424, 425, 429, 498, 499, 500 and above</td><td>yes. If a 429, 503 or 529 asks to
 * wait, in a header or in its body, all calls to that server wait; a wait above the limit ends the
 * study</td></tr>
 * <tr><td>a response that is not JSON: empty, incomplete, followed by other text, or the page of a
 * proxy</td><td>yes</td></tr>
 * <tr><td>status 200 with an error inside</td><td>like the status that the error
 * names</td></tr>
 * <tr><td>JSON without an answer: no text, no finish reason, or one that does not say that the model
 * finished; a tool call that the prompt does not allow</td><td>yes</td></tr>
 * <tr><td>a response above 16 MiB</td><td>no; it is no answer</td></tr>
 * <tr><td>a redirect, status 401, 402, 403, 404, 405, 410, a wrong key, no credit</td><td>no; it is a configuration error. A 403 after an answer of the model concerns one prompt</td></tr>
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
        /** Transient, but the tries are used up. A later run may succeed. */
        WAITED_FOR,
        /** Transient, but no call of this run can succeed. A later run may succeed. */
        UNAVAILABLE,
        /** Permanent for this prompt. Other prompts may succeed. */
        PROMPT,
        /**
         * The server forbids the call. It concerns this prompt only if the model has answered
         * another one; otherwise it is like {@link #CONFIGURATION}.
         */
        FORBIDDEN,
        /** Permanent for all prompts, until the configuration is fixed. */
        CONFIGURATION
    }

    /** {@return whether the same request may succeed later, in this run or in another one} */
    public boolean isTransient() {
        return kind == Kind.PASSING || kind == Kind.WAITED_FOR || kind == Kind.UNAVAILABLE;
    }

    /** {@return whether every other prompt fails too: a wrong key, address or model id} */
    public boolean isConfigurationError() {
        return kind == Kind.CONFIGURATION || kind == Kind.FORBIDDEN;
    }

    /** {@return whether every other prompt of this run fails too, so that the study stops} */
    public boolean endsStudy() {
        return isConfigurationError() || kind == Kind.UNAVAILABLE;
    }

    /** {@return whether the current run should retry the request} */
    public boolean isRetryable() {
        return kind == Kind.PASSING;
    }

    /** {@return a copy of this failure that the current run does not retry} */
    public ApiException withoutRetries() {
        return withKind(Kind.WAITED_FOR);
    }

    /**
     * Returns a copy of this failure that reaches less far or farther.
     *
     * @param other how far the copy reaches
     * @return the copy
     */
    public ApiException withKind(Kind other) {
        return new ApiException(getMessage(), other, retryAfter, getCause());
    }

    /** {@return a copy of this failure that asks for no wait} */
    public ApiException withoutRetryAfter() {
        return new ApiException(getMessage(), kind, null, getCause());
    }

    /** {@return how far this failure reaches} */
    public Kind kind() {
        return kind;
    }

    /**
     * {@return how long the server asks clients to wait before a retry; empty if it does not say}
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}

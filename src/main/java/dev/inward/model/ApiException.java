package dev.inward.model;

import java.time.Duration;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * Says that a model behind an address gave no answer, why, and what mends it. Its message never
 * holds a key.
 *
 * <table>
 * <caption>What is tried again</caption>
 * <tr><th>what happened</th><th>tried again</th></tr>
 * <tr><td>no connection, a broken one, a time-out</td><td>yes; at most twice where nobody has heard
 * from the server yet and it cannot even be connected to, and then it is a configuration
 * error</td></tr>
 * <tr><td>408, 409, 429, 500 and above</td><td>yes; where 429, 503 or 529 come with a {@code
 * Retry-After}, every call to that server waits</td></tr>
 * <tr><td>an answer that is no JSON: nothing, cut off, or a page of a
 * proxy</td><td>yes</td></tr>
 * <tr><td>JSON that holds no answer</td><td>no</td></tr>
 * <tr><td>more than 16 MiB</td><td>no</td></tr>
 * <tr><td>a redirect, 401, 403, 404</td><td>no; it is a configuration error</td></tr>
 * <tr><td>400, 413, 422 and all others below 500</td><td>no: the same request would come to the
 * same end</td></tr>
 * <tr><td>a refusal, a content filter, no text</td><td>no: that is an answer, and no
 * failure</td></tr>
 * </table>
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final transient @Nullable Duration pause;

    public ApiException(
            @Nullable String message,
            Kind kind,
            @Nullable Duration pause,
            @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.pause = pause;
    }

    /** What kind of failure it is. */
    public enum Kind {
        /** It may pass. */
        PASSING,
        /** It may pass, but has been waited for long enough. */
        WAITED_FOR,
        /** This prompt will not be answered; others may be. */
        PROMPT,
        /** No prompt will be answered before somebody mends something. */
        CONFIGURATION
    }

    /** {@return whether the same request may come to another answer later} */
    public boolean isWorthRetrying() {
        return kind == Kind.PASSING || kind == Kind.WAITED_FOR;
    }

    /** {@return whether no other prompt will fare better: a wrong key, address or model id} */
    public boolean isConfigurationError() {
        return kind == Kind.CONFIGURATION;
    }

    /** Whether to go on trying. */
    public boolean isToBeTriedAgain() {
        return kind == Kind.PASSING;
    }

    /** The same failure, after which nobody tries again. */
    public ApiException waitedFor() {
        return new ApiException(getMessage(), Kind.WAITED_FOR, pause, getCause());
    }

    /** How long the server asks to wait, where it does. */
    public Optional<Duration> askedPause(Duration atMost) {
        return Optional.ofNullable(pause)
                .map(asked -> asked.compareTo(atMost) > 0 ? atMost : asked);
    }
}

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
 * <p>What is tried again: no connection, a reset one, a time-out, an answer that is no JSON, and
 * the statuses 408, 409, 429 and from 500 on. What is not: 400, 401, 403, 404, 413, 422 and every
 * other one below 500, for the same request would come to the same answer.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final transient @Nullable Duration pause;

    ApiException(String message, Kind kind, @Nullable Duration pause, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.pause = pause;
    }

    /** What kind of failure it is. */
    enum Kind {
        /** It may pass. */
        PASSING,
        /** This prompt will not be answered; others may be. */
        PROMPT,
        /** No prompt will be answered before somebody mends something. */
        CONFIGURATION
    }

    /** {@return whether the same request may come to another answer later} */
    public boolean isWorthRetrying() {
        return kind == Kind.PASSING;
    }

    /** {@return whether no other prompt will fare better: a wrong key, address or model id} */
    public boolean isConfigurationError() {
        return kind == Kind.CONFIGURATION;
    }

    /** How long the server asks to wait, where it does. */
    Optional<Duration> askedPause(Duration atMost) {
        return Optional.ofNullable(pause)
                .map(asked -> asked.compareTo(atMost) > 0 ? atMost : asked);
    }
}

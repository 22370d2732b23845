package dev.inward.hosted.pacing;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one call as far as it concerns later calls to the same server.
 *
 * @param problem the problem of the server that the outcome shows
 * @param pause how long the server asks all callers to wait; null if it does not ask
 * @param limits the rate limits that the response reports; empty if it reports none
 */
public record ServerFeedback(Problem problem, @Nullable Duration pause, List<ServerLimit> limits) {

    /** The feedback of a call without a response. */
    public static final ServerFeedback NO_REPLY =
            new ServerFeedback(Problem.FAULT, null, List.of());

    /** The feedback of a call that was not sent. */
    public static final ServerFeedback NOT_SENT = new ServerFeedback(Problem.NONE, null, List.of());

    /** A problem of a server. */
    public enum Problem {
        /** The server works: it answers, or it refuses only this prompt. */
        NONE,
        /** The server fails. The number of calls may or may not be the cause. */
        FAULT,
        /** The server reports too many calls. */
        OVERLOAD
    }

    /** Returns the problem that an HTTP status shows. */
    public static Problem problemOf(int status) {
        return switch (status) {
            case 429, 529 -> Problem.OVERLOAD;
            default -> status >= 500 || status == 408 ? Problem.FAULT : Problem.NONE;
        };
    }

    /** Returns whether a wait that comes with this HTTP status applies to all calls. */
    public static boolean isPauseForAll(int status) {
        return status == 429 || status == 503 || status == 529;
    }
}

package dev.inward.hosted.pacing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the end of one call says about its model.
 *
 * @param kind what it says
 * @param failure why the call has no answer; null if it has one
 * @param retryAfter how long the server asks this call to wait; null if it does not ask
 */
public record CallOutcome(
        Kind kind, @Nullable RuntimeException failure, @Nullable Duration retryAfter) {

    /** The outcome of a call with an answer. */
    public static final CallOutcome ANSWERED = new CallOutcome(Kind.ANSWERED, null, null);

    /** The outcome of a call that says nothing about later calls. */
    public static final CallOutcome NEUTRAL = new CallOutcome(Kind.NEUTRAL, null, null);

    /** What an outcome says about a model. */
    public enum Kind {
        /** The model answers. */
        ANSWERED,
        /** The call failed; the same call may succeed later. */
        FAILED,
        /** The server refused this prompt; another prompt may be answered. */
        REFUSED,
        /** No call to this model can succeed in this run. */
        UNUSABLE,
        /** Nothing. */
        NEUTRAL
    }
}

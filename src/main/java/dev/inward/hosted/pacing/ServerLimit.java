package dev.inward.hosted.pacing;

import java.time.Duration;

/**
 * What a server says in its headers of one of its limits: a bucket that is full again in {@code
 * reset}, if nobody draws from it.
 *
 * @param unit what is limited
 * @param limit how much the bucket holds
 * @param remaining how much it held when the server wrote this
 * @param reset how long it takes to be full
 */
public record ServerLimit(Unit unit, double limit, double remaining, Duration reset) {

    /** What a server counts. */
    public enum Unit {
        REQUESTS,
        TOKENS,
        INPUT_TOKENS,
        OUTPUT_TOKENS;

        /** Whether a call weighs as much as its prompt has tokens; otherwise it weighs one. */
        boolean isOfInput() {
            return this == TOKENS || this == INPUT_TOKENS;
        }
    }
}

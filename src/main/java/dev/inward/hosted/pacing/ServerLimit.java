package dev.inward.hosted.pacing;

import java.time.Duration;

/**
 * One rate limit that a server reports in its response headers, as the state of a bucket that
 * refills at a steady rate.
 *
 * @param unit the unit that the limit counts
 * @param limit the capacity of the bucket
 * @param remaining the level of the bucket when the server wrote the headers
 * @param reset the time until the bucket is full if no call draws from it
 */
public record ServerLimit(Unit unit, double limit, double remaining, Duration reset) {

    /** The unit that a limit counts. */
    public enum Unit {
        REQUESTS,
        TOKENS,
        INPUT_TOKENS,
        OUTPUT_TOKENS;

        /**
         * Returns whether a call draws one unit for each token of its prompt. Otherwise it draws
         * one unit.
         */
        boolean countsPromptTokens() {
            return this == TOKENS || this == INPUT_TOKENS;
        }
    }
}

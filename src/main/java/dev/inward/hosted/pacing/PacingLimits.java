package dev.inward.hosted.pacing;

import java.util.OptionalDouble;

/**
 * The limits that a user sets for the calls to one model.
 *
 * @param concurrency the maximum number of calls in flight
 * @param requestsPerMinute the maximum number of calls per minute; empty if the user sets none
 * @param tokensPerMinute the maximum number of tokens per minute, as the provider counts them;
 *     empty if the user sets none
 */
public record PacingLimits(
        int concurrency, OptionalDouble requestsPerMinute, OptionalDouble tokensPerMinute) {}

package dev.inward.model;

import java.util.OptionalDouble;

/**
 * The limits that a user sets for the calls to one model.
 *
 * @param concurrency the maximum number of calls in flight
 * @param requestsPerMinute the maximum number of calls per minute; empty if the user sets none
 * @param tokensPerMinute the maximum number of tokens per minute, as the provider counts them;
 *     empty if the user sets none
 */
record PacingLimits(
        int concurrency, OptionalDouble requestsPerMinute, OptionalDouble tokensPerMinute) {}

package dev.inward.hosted.http;

import dev.failsafe.RetryPolicy;
import dev.inward.model.ApiException;
import java.time.Duration;

/**
 * How often and how long a failed call is retried.
 *
 * @param maxRetries the maximum number of retries after the first try
 * @param firstDelay the delay before the first retry; doubled before each further retry, with a
 *     random deviation of up to 25 percent
 * @param maxDelay the maximum delay; it also limits the wait that a server asks for
 * @param deadline the time after the first try at which retries end
 */
public record RetrySettings(
        int maxRetries, Duration firstDelay, Duration maxDelay, Duration deadline) {

    /** The settings for production use. */
    public static final RetrySettings DEFAULT =
            new RetrySettings(
                    8, Duration.ofMillis(500), Duration.ofSeconds(60), Duration.ofMinutes(10));

    private static final double JITTER = 0.25;
    private static final Duration MIN_DELAY = Duration.ofMillis(1);

    /**
     * Returns a policy that retries transient failures. The delay is the one that the server asks
     * for, otherwise exponential backoff. The deadline is not part of the policy.
     */
    public <T> RetryPolicy<T> policy() {
        return RetryPolicy.<T>builder()
                .handleIf(failure -> failure instanceof ApiException api && api.isRetryable())
                .withBackoff(firstDelay, maxDelay)
                .withJitter(JITTER)
                .withMaxRetries(maxRetries)
                .withDelayFnOn(
                        attempt -> {
                            ApiException failure = attempt.getLastException();
                            // A negative delay makes Failsafe use the backoff.
                            return failure.retryAfter(maxDelay)
                                    .map(
                                            requested ->
                                                    requested.compareTo(MIN_DELAY) < 0
                                                            ? MIN_DELAY
                                                            : requested)
                                    .orElse(Duration.ofMillis(-1));
                        },
                        ApiException.class)
                .build();
    }
}

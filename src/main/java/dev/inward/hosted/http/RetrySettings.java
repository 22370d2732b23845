package dev.inward.hosted.http;

import dev.failsafe.RetryPolicy;
import dev.inward.model.ApiException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often and how long a failed call is retried.
 *
 * @param maxRetries the maximum number of retries after the first try
 * @param firstDelay the delay before the first retry; doubled before each further retry, with a
 *     random deviation of up to 25 percent
 * @param maxDelay the maximum delay, before the deviation; a server can ask for a longer one
 * @param deadline the time after the first try at which retries end; waits that the server asks for
 *     do not count
 */
public record RetrySettings(
        int maxRetries, Duration firstDelay, Duration maxDelay, Duration deadline) {

    /** The settings for production use. */
    public static final RetrySettings DEFAULT =
            new RetrySettings(
                    8, Duration.ofMillis(500), Duration.ofSeconds(60), Duration.ofMinutes(10));

    private static final double JITTER = 0.25;
    private static final Duration MIN_DELAY = Duration.ofMillis(1);

    /** The doubled delay exceeds every maximum long before. */
    private static final int MAX_DOUBLINGS = 30;

    /**
     * Returns a policy that retries transient failures. The delay is at least the {@link #backoff},
     * and at least the wait that the server asks for. The deadline is not part of the policy.
     */
    public <T> RetryPolicy<T> policy() {
        return RetryPolicy.<T>builder()
                .handleIf(failure -> failure instanceof ApiException api && api.isRetryable())
                .withMaxRetries(maxRetries)
                .withDelayFn(
                        attempt -> {
                            Duration delay = backoff(attempt.getAttemptCount());
                            return attempt.getLastException() instanceof ApiException failure
                                    ? failure.retryAfter()
                                            .filter(wait -> wait.compareTo(delay) > 0)
                                            .orElse(delay)
                                    : delay;
                        })
                .build();
    }

    /**
     * Returns the delay after a number of failures: the first delay, doubled for each further
     * failure up to the maximum delay, with the random deviation.
     *
     * @param failures the number of failures so far, at least 1
     */
    Duration backoff(int failures) {
        double doubled =
                (double) firstDelay.toNanos() * Math.pow(2, Math.min(failures - 1, MAX_DOUBLINGS));
        double deviation = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        Duration delay =
                Duration.ofNanos(
                        Math.round(Math.min(doubled, (double) maxDelay.toNanos()) * deviation));
        return delay.compareTo(MIN_DELAY) < 0 ? MIN_DELAY : delay;
    }
}

package dev.inward.hosted.http;

import dev.failsafe.RetryPolicy;
import dev.inward.model.ApiException;
import java.time.Duration;

/**
 * How often and how long to try.
 *
 * @param retries tries after the first
 * @param first wait before the second try; doubled before each further one, give or take a quarter
 * @param longest longest wait, also where the server asks for more
 * @param deadline when to give up on a prompt, counted from its first try
 */
public record RetrySettings(int retries, Duration first, Duration longest, Duration deadline) {

    public static final RetrySettings USUAL =
            new RetrySettings(
                    8, Duration.ofMillis(500), Duration.ofSeconds(60), Duration.ofMinutes(10));

    private static final double JITTER = 0.25;
    private static final Duration LEAST = Duration.ofMillis(1);

    /** Tries again after what may pass, with growing waits or those the server asks for. */
    public <T> RetryPolicy<T> policy() {
        return RetryPolicy.<T>builder()
                .handleIf(failure -> failure instanceof ApiException api && api.isToBeTriedAgain())
                .withBackoff(first, longest)
                .withJitter(JITTER)
                .withMaxRetries(retries)
                .withDelayFnOn(
                        attempt -> {
                            ApiException failure = attempt.getLastException();
                            return failure.askedPause(longest)
                                    .map(asked -> asked.compareTo(LEAST) < 0 ? LEAST : asked)
                                    .orElse(Duration.ofMillis(-1));
                        },
                        ApiException.class)
                .build();
    }
}

package dev.inward.labserver;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A token bucket for requests: it admits a burst, then a constant rate.
 *
 * <p>This class is thread-safe.
 */
final class RequestTokenBucket {

    /**
     * The state after a request.
     *
     * @param isAdmitted whether the request was admitted
     * @param limit the capacity of the bucket, in requests
     * @param remaining the requests that it admits now
     * @param reset the time until the bucket is full
     * @param untilNext the time until it admits the next request
     */
    record State(
            boolean isAdmitted, int limit, int remaining, Duration reset, Duration untilNext) {}

    private final int limit;
    private final double nanosPerRequest;
    private final LongSupplier nanoTime;
    private double tokens;
    private long lastTime;

    /**
     * @param limit the capacity of the bucket, in requests
     * @param refill the time in which an empty bucket fills
     * @param nanoTime a monotonic clock
     */
    RequestTokenBucket(int limit, Duration refill, LongSupplier nanoTime) {
        this.limit = limit;
        this.nanoTime = nanoTime;
        nanosPerRequest = (double) refill.toNanos() / limit;
        tokens = limit;
        lastTime = nanoTime.getAsLong();
    }

    synchronized State take() {
        long now = nanoTime.getAsLong();
        tokens = Math.min(limit, tokens + (now - lastTime) / nanosPerRequest);
        lastTime = now;
        boolean isAdmitted = tokens >= 1;
        if (isAdmitted) {
            tokens--;
        }
        return new State(
                isAdmitted,
                limit,
                (int) tokens,
                refillTime(limit - tokens),
                refillTime(Math.max(0, 1 - tokens)));
    }

    private Duration refillTime(double requests) {
        return Duration.ofNanos((long) Math.ceil(requests * nanosPerRequest));
    }
}

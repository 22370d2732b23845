package dev.inward.labserver;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Admits so many requests at once, and more as time goes by.
 *
 * <p>This class is thread-safe.
 */
final class RequestTokenBucket {

    /**
     * What is left after a request.
     *
     * @param admitted whether it was admitted
     * @param limit how many the bucket holds
     * @param remaining how many it holds now
     * @param reset how long until it is full again
     * @param next how long until one more is admitted
     */
    record State(boolean admitted, int limit, int remaining, Duration reset, Duration next) {}

    private final int limit;
    private final double nanosEach;
    private final LongSupplier nanoTime;
    private double held;
    private long lastTime;

    /**
     * @param limit how many the bucket holds
     * @param refill how long an empty one takes to be full
     * @param nanoTime a monotone clock
     */
    RequestTokenBucket(int limit, Duration refill, LongSupplier nanoTime) {
        this.limit = limit;
        this.nanoTime = nanoTime;
        nanosEach = (double) refill.toNanos() / limit;
        held = limit;
        lastTime = nanoTime.getAsLong();
    }

    synchronized State take() {
        long now = nanoTime.getAsLong();
        held = Math.min(limit, held + (now - lastTime) / nanosEach);
        lastTime = now;
        boolean admitted = held >= 1;
        if (admitted) {
            held--;
        }
        return new State(
                admitted, limit, (int) held, timeFor(limit - held), timeFor(Math.max(0, 1 - held)));
    }

    private Duration timeFor(double requests) {
        return Duration.ofNanos((long) Math.ceil(requests * nanosEach));
    }
}

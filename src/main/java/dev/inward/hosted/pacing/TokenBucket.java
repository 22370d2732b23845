package dev.inward.hosted.pacing;

/**
 * A token bucket: it refills at a steady rate up to its capacity, and calls draw from it. A call
 * whose weight exceeds the capacity waits until the bucket is full and leaves a negative level.
 *
 * <p>Not thread-safe: the owner guards it. Times are nanoseconds of one monotonic clock.
 */
final class TokenBucket {

    private static final double NANOS_PER_MINUTE = 60e9;
    private static final double BURST_NANOS = 100e6;
    private static final double RESERVE_SHARE = 0.05;

    private double capacity;
    private double reserve;
    private double perNano;
    private double level;
    private long updatedAt;
    private long longestResetNanos;

    private TokenBucket(long now) {
        updatedAt = now;
    }

    /**
     * Returns a full bucket with the given rate. Its capacity is the larger of one call and the
     * amount that refills in 100 ms.
     */
    static TokenBucket perMinute(double amount, long now) {
        var bucket = new TokenBucket(now);
        bucket.perNano = amount / NANOS_PER_MINUTE;
        bucket.capacity = Math.max(1, bucket.perNano * BURST_NANOS);
        bucket.level = bucket.capacity;
        return bucket;
    }

    /** Returns a bucket that holds back no call until the first {@link #update}. */
    static TokenBucket unlimited(long now) {
        var bucket = new TokenBucket(now);
        bucket.perNano = Double.POSITIVE_INFINITY;
        return bucket;
    }

    /** Returns how long a draw of the given weight has to wait; 0 if it is possible now. */
    long nanosUntil(double weight, long now) {
        refill(now);
        double missing = Math.min(weight, capacity - reserve) + reserve - level;
        return missing <= 0 ? 0 : (long) Math.ceil(missing / perNano);
    }

    void draw(double weight, long now) {
        refill(now);
        level -= weight;
    }

    /**
     * Replaces the state with the state that the server reports. The reported level was true when
     * the reporting call was sent. Since then the bucket was refilled, and later calls drew from
     * it. Five percent of the capacity stay in reserve, because calls do not arrive as evenly as
     * they are sent.
     *
     * @param sentAt when the reporting call was sent
     * @param drawnSince the total weight of the calls that were sent later
     */
    void update(ServerLimit limit, long sentAt, double drawnSince, long now) {
        if (limit.limit() != capacity) {
            capacity = limit.limit();
            reserve = Math.floor(capacity * RESERVE_SHARE);
            longestResetNanos = 0;
        }
        double missing = limit.limit() - limit.remaining();
        long reset = limit.reset().toNanos();
        // Servers round the reset, so a short one gives an inaccurate rate.
        if (missing > 0 && reset > 0 && reset >= longestResetNanos / 2) {
            perNano = missing / reset;
            longestResetNanos = Math.max(longestResetNanos, reset);
        }
        if (longestResetNanos == 0) {
            level = capacity;
        } else {
            level = Math.min(capacity, limit.remaining() + perNano * (now - sentAt) - drawnSince);
        }
        updatedAt = now;
    }

    private void refill(long now) {
        level = now == updatedAt ? level : Math.min(capacity, level + perNano * (now - updatedAt));
        updatedAt = Math.max(updatedAt, now);
    }
}

package dev.inward.hosted.pacing;

/**
 * What may be asked for: fills at a steady rate up to its capacity, and calls draw from it. A call
 * that weighs more than the bucket holds waits until it is full and leaves a debt.
 *
 * <p>Not thread-safe: whoever holds it guards it. Times are nanoseconds of one monotone clock.
 */
final class TokenBucket {

    private static final double NANOS_PER_MINUTE = 60e9;
    private static final double NANOS_OF_BURST = 100e6;
    private static final double SHARE_IN_RESERVE = 0.05;

    private double capacity;
    private double reserve;
    private double perNano;
    private double level;
    private long at;
    private long longestReset;

    private TokenBucket(long now) {
        at = now;
    }

    /** A full bucket for so much a minute, with a burst of one call or 100 ms worth of them. */
    static TokenBucket perMinute(double amount, long now) {
        var bucket = new TokenBucket(now);
        bucket.perNano = amount / NANOS_PER_MINUTE;
        bucket.capacity = Math.max(1, bucket.perNano * NANOS_OF_BURST);
        bucket.level = bucket.capacity;
        return bucket;
    }

    /** A bucket that holds nothing back until it has {@linkplain #mirror seen} a server's. */
    static TokenBucket unknown(long now) {
        var bucket = new TokenBucket(now);
        bucket.perNano = Double.POSITIVE_INFINITY;
        return bucket;
    }

    /** How long until so much can be drawn; 0 when it can be now. */
    long nanosUntil(double weight, long now) {
        fill(now);
        double missing = Math.min(weight, capacity - reserve) + reserve - level;
        return missing <= 0 ? 0 : (long) Math.ceil(missing / perNano);
    }

    void draw(double weight, long now) {
        fill(now);
        level -= weight;
    }

    /**
     * Takes over what a server says of its own bucket. The level was true when the call that
     * brought it was sent; since then the bucket has been filled and later calls have drawn from
     * it. A little is kept in reserve, for calls do not arrive as evenly as they are sent.
     *
     * @param sent when that call was sent
     * @param drawnSince what later calls have drawn
     */
    void mirror(ServerLimit limit, long sent, double drawnSince, long now) {
        if (limit.limit() != capacity) {
            capacity = limit.limit();
            reserve = Math.floor(capacity * SHARE_IN_RESERVE);
            longestReset = 0;
        }
        double missing = limit.limit() - limit.remaining();
        long reset = limit.reset().toNanos();
        // Resets are rounded: only one that is not much shorter than others tells the rate better.
        if (missing > 0 && reset > 0 && reset >= longestReset / 2) {
            perNano = missing / reset;
            longestReset = Math.max(longestReset, reset);
        }
        if (longestReset == 0) {
            level = capacity;
        } else {
            level = Math.min(capacity, limit.remaining() + perNano * (now - sent) - drawnSince);
        }
        at = now;
    }

    private void fill(long now) {
        level = now == at ? level : Math.min(capacity, level + perNano * (now - at));
        at = Math.max(at, now);
    }
}

package dev.inward.labserver;

import java.time.Duration;

/**
 * The rate limit of a server.
 *
 * @param requests the capacity of its token bucket, in requests; 0 for no limit
 * @param refill the time in which an empty bucket fills
 * @param refusalInterval n if every n-th request is refused in addition; 0 for none
 */
record RateLimit(int requests, Duration refill, int refusalInterval) {

    static final RateLimit NONE = new RateLimit(0, Duration.ofMinutes(1), 0);

    static RateLimit refusingEvery(int refusalInterval) {
        return new RateLimit(0, Duration.ofMinutes(1), refusalInterval);
    }

    static RateLimit of(int requests, Duration refill) {
        return new RateLimit(requests, refill, 0);
    }
}

package dev.inward.labserver;

import java.time.Duration;

/**
 * When a server says that it is asked too much.
 *
 * @param requests how many requests it takes at once; 0 for any number
 * @param refill how long it takes until it takes that many again
 * @param refuseEvery which of them it refuses on top: every so-manieth; 0 for none
 */
record RateLimit(int requests, Duration refill, int refuseEvery) {

    static final RateLimit NONE = new RateLimit(0, Duration.ofMinutes(1), 0);

    static RateLimit refusingEvery(int refuseEvery) {
        return new RateLimit(0, Duration.ofMinutes(1), refuseEvery);
    }

    static RateLimit of(int requests, Duration refill) {
        return new RateLimit(requests, refill, 0);
    }
}

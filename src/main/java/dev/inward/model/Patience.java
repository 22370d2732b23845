package dev.inward.model;

import java.time.Duration;

/**
 * How often and how long to try.
 *
 * @param retries tries after the first
 * @param first wait before the second try; doubled before each further one, give or take a quarter
 * @param longest longest wait, also where the server asks for more
 * @param deadline when to give up on a prompt, counted from its first try
 */
record Patience(int retries, Duration first, Duration longest, Duration deadline) {

    static final Patience USUAL =
            new Patience(8, Duration.ofMillis(500), Duration.ofSeconds(60), Duration.ofMinutes(10));
}

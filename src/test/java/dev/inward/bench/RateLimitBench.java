package dev.inward.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that allows 200 calls a second, refuses the others with 429, and says so in OpenAI's
 * headers: how much of what it allows is asked for, and how much has to be refused.
 */
final class RateLimitBench {

    private static final int PER_SECOND = 200;
    private static final int SECONDS = 20;
    private static final int WAITING = 2_000;

    private RateLimitBench() {}

    /** What the server keeps; its one thread alone draws from it. */
    private static final class Allowance {

        private double level = PER_SECOND;
        private long at = System.nanoTime();
        private final AtomicInteger served = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();

        private String head() {
            long now = System.nanoTime();
            level = Math.min(PER_SECOND, level + PER_SECOND * (now - at) / 1e9);
            at = now;
            boolean isAllowed = level >= 1;
            if (isAllowed) {
                level -= 1;
                served.incrementAndGet();
            } else {
                refused.incrementAndGet();
            }
            return "HTTP/1.1 %s\r\nx-ratelimit-limit-requests: %d\r\nx-ratelimit-remaining-requests: %d\r\nx-ratelimit-reset-requests: %dms\r\n%s"
                    .formatted(
                            isAllowed ? "200 OK" : "429 Too Many Requests",
                            PER_SECOND,
                            (int) level,
                            Math.round((PER_SECOND - level) * 1000 / PER_SECOND),
                            isAllowed ? "" : "retry-after-ms: 20\r\n");
        }
    }

    /** Prints one line for each concurrency. */
    public static void main(String[] arguments) throws Exception {
        for (int concurrency : new int[] {16, 64, 256}) {
            measure(concurrency);
        }
    }

    private static void measure(int concurrency) throws IOException, InterruptedException {
        var allowance = new Allowance();
        try (var server = new DelayingServer(50, allowance::head);
                var model = new HostedModel(server.url(), concurrency)) {
            var waiting = new Semaphore(WAITING);
            long start = System.nanoTime();
            long end = start + Duration.ofSeconds(SECONDS).toNanos();
            for (int prompt = 0; System.nanoTime() < end; ) {
                if (waiting.tryAcquire(10, TimeUnit.MILLISECONDS)) {
                    Object unused =
                            model.ask(prompt++)
                                    .whenComplete((answer, failure) -> waiting.release());
                }
            }
            int served = allowance.served.get();
            int refused = allowance.refused.get();
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "200 calls/s allowed, concurrency %3d, %.0f s: served %.3f of what is allowed, %.2f %% refused%n",
                    concurrency,
                    seconds,
                    served / (PER_SECOND * (seconds + 1)),
                    100.0 * refused / (served + refused));
        }
    }
}

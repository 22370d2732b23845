package dev.inward.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures how well a hosted model uses a rate limit. The server allows 200 calls each second,
 * rejects all others with 429, and sends OpenAI's rate limit headers.
 */
final class RateLimitBench {

    private static final int PER_SECOND = 200;
    private static final int SECONDS = 20;
    private static final int MAX_PENDING = 2_000;

    private RateLimitBench() {}

    /** The rate limit of the server. Only the server's single thread uses it. */
    private static final class RateLimit {

        private double available = PER_SECOND;
        private long updatedAt = System.nanoTime();
        private final AtomicInteger served = new AtomicInteger();
        private final AtomicInteger rejected = new AtomicInteger();

        private String responseHead() {
            long now = System.nanoTime();
            available = Math.min(PER_SECOND, available + PER_SECOND * (now - updatedAt) / 1e9);
            updatedAt = now;
            boolean isAllowed = available >= 1;
            if (isAllowed) {
                available -= 1;
                served.incrementAndGet();
            } else {
                rejected.incrementAndGet();
            }
            return "HTTP/1.1 %s\r\nx-ratelimit-limit-requests: %d\r\nx-ratelimit-remaining-requests: %d\r\nx-ratelimit-reset-requests: %dms\r\n%s"
                    .formatted(
                            isAllowed ? "200 OK" : "429 Too Many Requests",
                            PER_SECOND,
                            (int) available,
                            Math.round((PER_SECOND - available) * 1000 / PER_SECOND),
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
        var rateLimit = new RateLimit();
        try (var server = new DelayingServer(50, rateLimit::responseHead);
                var model = new HostedModel(server.url(), concurrency)) {
            var pending = new Semaphore(MAX_PENDING);
            long start = System.nanoTime();
            long end = start + Duration.ofSeconds(SECONDS).toNanos();
            for (int prompt = 0; System.nanoTime() < end; ) {
                if (pending.tryAcquire(10, TimeUnit.MILLISECONDS)) {
                    Object unused =
                            model.call(prompt++)
                                    .whenComplete((answer, failure) -> pending.release());
                }
            }
            int served = rateLimit.served.get();
            int rejected = rateLimit.rejected.get();
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "200 calls/s allowed, concurrency %3d, %.0f s: served %.3f of the allowed calls, %.2f %% rejected%n",
                    concurrency,
                    seconds,
                    served / (PER_SECOND * (seconds + 1)),
                    100.0 * rejected / (served + rejected));
        }
    }
}

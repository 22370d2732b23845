package dev.inward.hosted.batch;

import dev.inward.hosted.pacing.Scheduler;
import java.time.Duration;

/**
 * When a batch is submitted, and how often it is polled.
 *
 * @param quiet a batch is submitted when no prompt has arrived for this time
 * @param first the wait before the first poll; each further wait is half as long again
 * @param longest the longest of these waits
 * @param scheduler runs tasks after a wait
 */
public record BatchPace(Duration quiet, Duration first, Duration longest, Scheduler scheduler) {

    public static final BatchPace USUAL =
            new BatchPace(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(5),
                    Scheduler.DEFAULT);

    Duration longerThan(Duration wait) {
        Duration longer = wait.multipliedBy(3).dividedBy(2);
        return longer.compareTo(longest) > 0 ? longest : longer;
    }

    void after(Duration wait, Runnable task) {
        scheduler.schedule(wait.toNanos(), task);
    }
}

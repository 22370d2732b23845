package dev.inward.hosted.batch;

import dev.inward.hosted.pacing.Scheduler;
import java.time.Duration;

/**
 * When a batch is submitted, and how often it is polled.
 *
 * @param quietTime a batch is submitted when no prompt has arrived for this time
 * @param firstWait the wait before the first poll; each further wait is 1.5 times as long
 * @param maxWait the maximum of these waits
 * @param scheduler runs tasks after a wait
 */
public record BatchPace(
        Duration quietTime, Duration firstWait, Duration maxWait, Scheduler scheduler) {

    public static final BatchPace DEFAULT =
            new BatchPace(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(5),
                    Scheduler.DEFAULT);

    Duration nextWait(Duration wait) {
        Duration longer = wait.multipliedBy(3).dividedBy(2);
        return longer.compareTo(maxWait) > 0 ? maxWait : longer;
    }

    void after(Duration wait, Runnable task) {
        scheduler.schedule(wait.toNanos(), task);
    }
}

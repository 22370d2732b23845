package dev.inward.hosted.batch;

import dev.inward.hosted.pacing.Scheduler;
import java.time.Duration;

/**
 * When prompts are sent off together, and how often a batch is looked after.
 *
 * @param quiet how long nothing new has come before what was gathered is sent off
 * @param first wait before a batch is first looked after; each further wait is half as long again
 * @param longest longest of these waits
 * @param alarm rings when they are over
 */
public record BatchPace(Duration quiet, Duration first, Duration longest, Scheduler alarm) {

    public static final BatchPace USUAL =
            new BatchPace(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(5),
                    Scheduler.USUAL);

    Duration longerThan(Duration wait) {
        Duration longer = wait.multipliedBy(3).dividedBy(2);
        return longer.compareTo(longest) > 0 ? longest : longer;
    }

    void after(Duration wait, Runnable task) {
        alarm.in(wait.toNanos(), task);
    }
}

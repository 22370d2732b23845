package dev.inward.hosted.http;

import dev.failsafe.spi.Scheduler;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs tasks without delay on the calling thread, and all others on Failsafe's default scheduler. A
 * first try only joins a queue, so a change of threads would cost more than the task.
 *
 * <p>Failsafe allows this for a first try only. Every retry therefore needs a delay of at least one
 * millisecond.
 */
final class DirectScheduler implements Scheduler {

    @Override
    public ScheduledFuture<?> schedule(Callable<?> task, long delay, TimeUnit unit) {
        if (delay > 0) {
            return Scheduler.DEFAULT.schedule(task, delay, unit);
        }
        var done = new CompletedTask();
        try {
            done.complete(task.call());
        } catch (Exception failure) {
            done.completeExceptionally(failure);
        }
        return done;
    }

    private static final class CompletedTask extends CompletableFuture<Object>
            implements ScheduledFuture<Object> {

        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(0, other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}

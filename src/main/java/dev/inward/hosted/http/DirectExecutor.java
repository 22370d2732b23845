package dev.inward.hosted.http;

import dev.failsafe.spi.Scheduler;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs what need not wait on the thread that asks for it: standing in line takes no time, a change
 * of threads for each call does. Failsafe bears that for a first try alone, so that every other one
 * has to wait, be it for a millisecond.
 */
final class DirectExecutor implements Scheduler {

    @Override
    public ScheduledFuture<?> schedule(Callable<?> task, long delay, TimeUnit unit) {
        if (delay > 0) {
            return Scheduler.DEFAULT.schedule(task, delay, unit);
        }
        var done = new Done();
        try {
            done.complete(task.call());
        } catch (Exception failure) {
            done.completeExceptionally(failure);
        }
        return done;
    }

    private static final class Done extends CompletableFuture<Object>
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

package dev.inward.hosted.pacing;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A clock that moves only when a test says so, and a scheduler on that clock. The clock starts
 * shortly before its overflow, to test that an overflow has no effect.
 */
final class FakeTime implements LongSupplier, Scheduler {

    private record ScheduledTask(long at, Runnable task) {}

    private final PriorityQueue<ScheduledTask> tasks =
            new PriorityQueue<>(Comparator.comparingLong((ScheduledTask task) -> task.at()));
    private long elapsedNanos;
    private int scheduledCount;

    @Override
    public long getAsLong() {
        return Long.MAX_VALUE - 5 + elapsedNanos;
    }

    @Override
    public void schedule(long delayNanos, Runnable task) {
        scheduledCount++;
        tasks.add(new ScheduledTask(elapsedNanos + delayNanos, task));
    }

    /** Returns how many tasks have been scheduled so far. */
    int scheduledCount() {
        return scheduledCount;
    }

    long elapsedMillis() {
        return TimeUnit.NANOSECONDS.toMillis(elapsedNanos);
    }

    /** Moves the clock and runs the tasks that are due. */
    void advance(long millis) {
        long end = elapsedNanos + TimeUnit.MILLISECONDS.toNanos(millis);
        for (ScheduledTask next = tasks.peek();
                next != null && next.at() <= end;
                next = tasks.peek()) {
            tasks.remove();
            elapsedNanos = Math.max(elapsedNanos, next.at());
            next.task().run();
        }
        elapsedNanos = end;
    }
}

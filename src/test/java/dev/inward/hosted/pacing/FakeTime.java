package dev.inward.hosted.pacing;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Time that passes when a test says so, and alarms that ring then. Begins just before it wraps. */
final class FakeTime implements LongSupplier, Scheduler {

    private record Ring(long at, Runnable task) {}

    private final PriorityQueue<Ring> rings =
            new PriorityQueue<>(Comparator.comparingLong((Ring ring) -> ring.at()));
    private long passed;
    private int alarms;

    @Override
    public long getAsLong() {
        return Long.MAX_VALUE - 5 + passed;
    }

    @Override
    public void in(long nanos, Runnable task) {
        alarms++;
        rings.add(new Ring(passed + nanos, task));
    }

    /** How often one was set. */
    int alarms() {
        return alarms;
    }

    long millis() {
        return TimeUnit.NANOSECONDS.toMillis(passed);
    }

    void pass(long millis) {
        long end = passed + TimeUnit.MILLISECONDS.toNanos(millis);
        for (Ring next = rings.peek(); next != null && next.at() <= end; next = rings.peek()) {
            rings.remove();
            passed = Math.max(passed, next.at());
            next.task().run();
        }
        passed = end;
    }
}

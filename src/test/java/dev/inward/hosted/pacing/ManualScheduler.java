package dev.inward.hosted.pacing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler for batch tests. A task runs when a test says so, whatever its delay is. Tasks with
 * the quiet period as their delay submit pending prompts; all others poll a batch.
 */
public final class ManualScheduler implements Scheduler {

    private static final long TIMEOUT_MILLIS = 20_000;

    private record ScheduledTask(Duration delay, Runnable task) {}

    private final Duration quietPeriod;
    private final List<ScheduledTask> tasks = new ArrayList<>();

    /**
     * @param quietPeriod how long no new prompt arrives before pending prompts are submitted; all
     *     other delays differ from it
     */
    public ManualScheduler(Duration quietPeriod) {
        this.quietPeriod = quietPeriod;
    }

    @Override
    public synchronized void schedule(long delayNanos, Runnable task) {
        tasks.add(new ScheduledTask(Duration.ofNanos(delayNanos), task));
        notifyAll();
    }

    /** Waits for a quiet-period task, then runs such tasks until none is left. */
    public void runQuietPeriodTasks() {
        await(true).task().run();
        for (ScheduledTask next = remove(true); next != null; next = remove(true)) {
            next.task().run();
        }
    }

    /** Runs the quiet-period tasks that are scheduled now, but none that they schedule. */
    public void runCurrentQuietPeriodTasks() {
        var scheduledNow = new ArrayList<ScheduledTask>();
        for (ScheduledTask next = remove(true); next != null; next = remove(true)) {
            scheduledNow.add(next);
        }
        scheduledNow.forEach(task -> task.task().run());
    }

    /** Runs quiet-period tasks until the condition is true. */
    public void runQuietPeriodTasksUntil(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MILLIS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the condition did not become true in time");
            }
            ScheduledTask next = remove(true);
            if (next == null) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            } else {
                next.task().run();
            }
        }
    }

    /** Waits for a poll task and runs it; returns the delay that it was scheduled with. */
    public Duration runPoll() {
        ScheduledTask next = await(false);
        next.task().run();
        return next.delay();
    }

    /** Waits until a poll task is scheduled, without running it. */
    public synchronized void awaitPoll() {
        tasks.add(0, await(false));
    }

    /** Returns whether any task is scheduled. */
    public synchronized boolean hasTasks() {
        return !tasks.isEmpty();
    }

    private synchronized ScheduledTask await(boolean isQuietPeriod) {
        try {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MILLIS);
            @Nullable ScheduledTask found = remove(isQuietPeriod);
            while (found == null) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("no task was scheduled in time");
                }
                wait(TIMEOUT_MILLIS);
                found = remove(isQuietPeriod);
            }
            return found;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized @Nullable ScheduledTask remove(boolean isQuietPeriod) {
        for (ScheduledTask task : tasks) {
            if (task.delay().equals(quietPeriod) == isQuietPeriod) {
                tasks.remove(task);
                return task;
            }
        }
        return null;
    }
}

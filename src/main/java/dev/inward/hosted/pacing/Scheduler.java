package dev.inward.hosted.pacing;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs a task after a delay. */
@FunctionalInterface
public interface Scheduler {

    /** The scheduler for production use. It needs no thread of its own. */
    Scheduler DEFAULT =
            (delayNanos, task) ->
                    CompletableFuture.delayedExecutor(delayNanos, TimeUnit.NANOSECONDS)
                            .execute(task);

    /** Runs the task after the given delay; returns at once. */
    void schedule(long delayNanos, Runnable task);
}

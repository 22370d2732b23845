package dev.inward.hosted.pacing;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs something later. */
@FunctionalInterface
public interface Scheduler {

    /** One that needs no thread of its own. */
    Scheduler USUAL =
            (nanos, task) ->
                    CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS).execute(task);

    void in(long nanos, Runnable task);
}

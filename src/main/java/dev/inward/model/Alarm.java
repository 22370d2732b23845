package dev.inward.model;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs something later. */
@FunctionalInterface
interface Alarm {

    /** One that needs no thread of its own. */
    Alarm USUAL =
            (nanos, task) ->
                    CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS).execute(task);

    void in(long nanos, Runnable task);
}

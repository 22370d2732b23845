package dev.inward.hosted.http;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Creates the executor that HTTP calls run on, with virtual threads if the JVM has them. */
final class CallThreads {

    private CallThreads() {}

    static ExecutorService open() {
        try {
            // By reflection, because the method exists from Java 21 on and this compiles for 17.
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            return platformThreads();
        }
    }

    private static ExecutorService platformThreads() {
        var count = new AtomicLong();
        return Executors.newCachedThreadPool(
                task -> {
                    var thread = new Thread(task, "inward-call-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }
}

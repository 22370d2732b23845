package dev.inward.hosted.http;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** The threads that calls are made on: virtual ones where the JVM has them. */
final class CallThreads {

    private CallThreads() {}

    static ExecutorService open() {
        try {
            // From JDK 21 on; this is compiled for 17.
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

package dev.inward.cache;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Creates and stops the daemon threads of a store, one thread per connection. */
final class StoreThreads {

    private static final int SHUTDOWN_TIMEOUT_SECONDS = 60;

    private StoreThreads() {}

    static ScheduledExecutorService newExecutor(String threadName) {
        return Executors.newSingleThreadScheduledExecutor(
                task -> {
                    var thread = new Thread(task, threadName);
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Runs the submitted tasks to their end, then closes the connection. */
    static void shutDown(ExecutorService executor, Connection connection, Path file) {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(SHUTDOWN_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        String.format(
                                Locale.ROOT,
                                "The answer store did not finish its work within %d seconds.",
                                SHUTDOWN_TIMEOUT_SECONDS));
            }
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw AnswerStoreException.ofStore("The answer store cannot be closed", file, e);
        }
    }
}

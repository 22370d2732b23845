package dev.inward.cache;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The threads of a store: one a connection, none of them keeps a JVM alive. */
final class StoreThreads {

    private static final int PATIENCE_SECONDS = 60;

    private StoreThreads() {}

    static ExecutorService named(String name) {
        return Executors.newSingleThreadExecutor(
                work -> {
                    var thread = new Thread(work, name);
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Lets a thread do what it has taken on, then closes its connection. */
    static void finish(ExecutorService thread, Connection connection) {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the answer store does not finish its work");
            }
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw AnswerStoreException.ofStore("the answer store cannot be closed", e);
        }
    }
}

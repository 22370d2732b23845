package dev.inward.cache;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;

/** Writes answers to the store on its own thread, all queued answers in one transaction. */
final class AnswerWriter implements AutoCloseable {

    private static final int MAX_ROWS_PER_TRANSACTION = 500;

    private record QueuedRow(AnswerRow row, CompletableFuture<Void> written) {}

    private final ExecutorService executor = StoreThreads.newExecutor("inward-store-writer");
    private final BlockingQueue<QueuedRow> queue = new LinkedBlockingQueue<>();
    private final Connection connection;
    private final boolean replaceExisting;

    /**
     * @param replaceExisting whether an answer overwrites a stored one with the same key
     */
    AnswerWriter(AnswerDatabase database, boolean replaceExisting) {
        this.replaceExisting = replaceExisting;
        try {
            connection = database.connect();
        } catch (SQLException e) {
            throw AnswerStoreException.ofStore("The answer store cannot be written", e);
        }
    }

    /** Queues a row; the future completes when the row is on disk. */
    CompletableFuture<Void> write(AnswerRow row) {
        var queued = new QueuedRow(row, new CompletableFuture<>());
        queue.add(queued);
        executor.execute(this::writeQueuedRows);
        return queued.written();
    }

    private void writeQueuedRows() {
        List<QueuedRow> transaction = new ArrayList<>();
        queue.drainTo(transaction, MAX_ROWS_PER_TRANSACTION);
        if (transaction.isEmpty()) {
            return;
        }
        try {
            AnswerDatabase.insert(
                    connection, transaction.stream().map(QueuedRow::row).toList(), replaceExisting);
            transaction.forEach(queued -> queued.written().complete(null));
        } catch (Throwable e) {
            var failure =
                    AnswerStoreException.ofStore(
                            "An answer that was paid for cannot be written to the store", e);
            transaction.forEach(queued -> queued.written().completeExceptionally(failure));
        }
    }

    @Override
    public void close() {
        StoreThreads.shutDown(executor, connection);
    }
}

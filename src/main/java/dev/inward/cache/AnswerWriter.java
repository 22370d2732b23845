package dev.inward.cache;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;

/** Writes answers on a thread of its own, as many as are waiting in one transaction. */
final class AnswerWriter implements AutoCloseable {

    private static final int MOST_AT_ONCE = 500;

    private record Waiting(AnswerRow answer, CompletableFuture<Void> written) {}

    private final ExecutorService thread = StoreThreads.named("inward-store-writer");
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Connection connection;
    private final boolean replaces;

    /**
     * @param replaces whether an answer takes the place of one that is there already
     */
    AnswerWriter(AnswerDatabase database, boolean replaces) {
        this.replaces = replaces;
        try {
            connection = database.connect();
        } catch (SQLException e) {
            throw AnswerStoreException.ofStore("the answer store cannot be written", e);
        }
    }

    /** Completes when the answer is on disk. */
    CompletableFuture<Void> write(AnswerRow answer) {
        var waiting = new Waiting(answer, new CompletableFuture<>());
        queue.add(waiting);
        thread.execute(this::writeWhatWaits);
        return waiting.written();
    }

    private void writeWhatWaits() {
        List<Waiting> batch = new ArrayList<>();
        queue.drainTo(batch, MOST_AT_ONCE);
        if (batch.isEmpty()) {
            return;
        }
        try {
            AnswerDatabase.insert(
                    connection, batch.stream().map(Waiting::answer).toList(), replaces);
            batch.forEach(waiting -> waiting.written().complete(null));
        } catch (Throwable e) {
            var failure =
                    AnswerStoreException.ofStore(
                            "an answer that was paid for cannot be written to the store", e);
            batch.forEach(waiting -> waiting.written().completeExceptionally(failure));
        }
    }

    @Override
    public void close() {
        StoreThreads.finish(thread, connection);
    }
}

package dev.inward.cache;

import dev.inward.model.Completion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** Looks answers up on a thread of its own. */
final class AnswerReader implements AutoCloseable {

    private static final String QUERY =
            "SELECT " + AnswerRow.COLUMNS + " FROM answer WHERE key = ?";

    private final ExecutorService thread = StoreThreads.named("inward-store-reader");
    private final Connection connection;
    private final PreparedStatement query;

    AnswerReader(AnswerDatabase database) {
        try {
            connection = database.connect();
            query = connection.prepareStatement(QUERY);
        } catch (SQLException e) {
            throw AnswerStoreException.ofStore("the answer store cannot be read", e);
        }
    }

    CompletableFuture<Optional<Completion>> find(AnswerKey key) {
        return CompletableFuture.supplyAsync(() -> read(key), thread);
    }

    private Optional<Completion> read(AnswerKey key) {
        try {
            query.setBytes(1, key.bytes());
            try (ResultSet rows = query.executeQuery()) {
                return rows.next()
                        ? Optional.of(AnswerRow.read(rows).completion())
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw AnswerStoreException.ofStore("the answer store cannot be read", e);
        }
    }

    @Override
    public void close() {
        StoreThreads.finish(thread, connection);
    }
}

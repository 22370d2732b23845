package dev.inward.cache;

import dev.inward.model.Completion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** Reads answers from the store on its own thread. */
final class AnswerReader implements AutoCloseable {

    private static final String SELECT =
            "SELECT " + AnswerRow.COLUMNS + " FROM answer WHERE key = ? AND " + AnswerRow.IS_ANSWER;

    private final ExecutorService executor = StoreThreads.newExecutor("inward-store-reader");
    private final Connection connection;
    private final PreparedStatement select;

    AnswerReader(AnswerDatabase database) {
        try {
            connection = database.connect();
            select = connection.prepareStatement(SELECT);
        } catch (SQLException e) {
            throw AnswerStoreException.ofStore("The answer store cannot be read", e);
        }
    }

    CompletableFuture<Optional<Completion>> find(AnswerKey key) {
        return CompletableFuture.supplyAsync(() -> read(key), executor);
    }

    private Optional<Completion> read(AnswerKey key) {
        try {
            select.setBytes(1, key.bytes());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(AnswerRow.read(rows).completion())
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw AnswerStoreException.ofStore("The answer store cannot be read", e);
        }
    }

    @Override
    public void close() {
        StoreThreads.shutDown(executor, connection);
    }
}

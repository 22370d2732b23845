package dev.inward.cache;

import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import java.nio.file.Path;
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
            "SELECT " + AnswerRow.COLUMNS + " FROM answer WHERE key = ?";

    private final ExecutorService executor = StoreThreads.newExecutor("inward-store-reader");
    private final Connection connection;
    private final PreparedStatement select;
    private final Path file;

    AnswerReader(AnswerDatabase database) {
        file = database.file();
        try {
            connection = database.connect();
            select = connection.prepareStatement(SELECT);
        } catch (SQLException e) {
            throw AnswerStoreException.ofStore("The answer store cannot be read", file, e);
        }
    }

    /** Finds a stored answer that the current {@link AnswerRule} accepts. */
    CompletableFuture<Optional<Completion>> find(AnswerKey key, ChatModel model) {
        return CompletableFuture.supplyAsync(() -> read(key, model), executor);
    }

    private Optional<Completion> read(AnswerKey key, ChatModel model) {
        try {
            select.setBytes(1, key.bytes());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next()
                        ? AnswerRule.accepted(AnswerRow.read(rows), model)
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw AnswerStoreException.ofStore("The answer store cannot be read", file, e);
        }
    }

    @Override
    public void close() {
        StoreThreads.shutDown(executor, connection, file);
    }
}

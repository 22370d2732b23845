package dev.inward.cache;

import dev.inward.text.ConsoleLog;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Waits for answers that other runs request. One query covers all of them. It runs a few times a
 * second and only when the file has changed, so that waiting costs little.
 *
 * <p>This class is thread-safe: its own thread has all its state.
 */
final class ClaimWaiter implements AutoCloseable {

    private static final long MIN_PAUSE_MILLIS = 100;

    /** Claims lapse without a change of the file, so the query runs after this time anyway. */
    private static final long MAX_PAUSE_MILLIS = 2000;

    /** The pause is at least this many times as long as the last query. */
    private static final long PAUSE_PER_QUERY = 20;

    private static final String FREE =
            "SELECT key FROM waiting WHERE NOT EXISTS (SELECT 1 FROM claim WHERE claim.key = waiting.key AND EXISTS ("
                    + ClaimTable.HOLDER_OF_CLAIM
                    + "))";

    private final ScheduledExecutorService executor =
            StoreThreads.newExecutor("inward-store-waiter");
    private final AnswerDatabase database;
    private final AnswerWriter writer;
    private final Clock clock;
    private final Consumer<List<PendingAnswer>> onFree;
    private final BiConsumer<PendingAnswer, Throwable> onFailure;
    private final Connection connection;
    private final Map<AnswerKey, PendingAnswer> waiting = new LinkedHashMap<>();
    private final List<PendingAnswer> added = new ArrayList<>();
    private boolean isScheduled;
    private boolean hasWaited;
    private long lastVersion;
    private long lastQueryAt;
    private long pauseMillis;

    /**
     * @param onFree receives the answers that no other run requests any more: they are stored, or
     *     the other request has failed
     * @param onFailure receives the answers that cannot be waited for
     */
    ClaimWaiter(
            AnswerDatabase database,
            AnswerWriter writer,
            Clock clock,
            Consumer<List<PendingAnswer>> onFree,
            BiConsumer<PendingAnswer, Throwable> onFailure) {
        this.database = database;
        this.writer = writer;
        this.clock = clock;
        this.onFree = onFree;
        this.onFailure = onFailure;
        try {
            connection = database.connect();
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA temp_store = MEMORY");
                statement.execute("CREATE TEMP TABLE waiting (key BLOB PRIMARY KEY) WITHOUT ROWID");
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private AnswerStoreException unreadable(SQLException cause) {
        return AnswerStoreException.ofStore(
                String.format(Locale.ROOT, "The answer store %s cannot be read", database.file()),
                database.file(),
                cause);
    }

    /** Waits until no other run requests an answer any more. */
    void add(PendingAnswer pending) {
        try {
            executor.execute(
                    () -> {
                        added.add(pending);
                        schedule();
                    });
        } catch (RejectedExecutionException closed) {
            onFailure.accept(pending, ended());
        }
    }

    private void schedule() {
        if (!isScheduled) {
            isScheduled = true;
            long elapsed = (System.nanoTime() - lastQueryAt) / 1_000_000;
            ScheduledFuture<?> unused =
                    executor.schedule(
                            this::poll, Math.max(0, pauseMillis - elapsed), TimeUnit.MILLISECONDS);
        }
    }

    private void poll() {
        isScheduled = false;
        List<PendingAnswer> free;
        try {
            free = takeFree();
        } catch (SQLException e) {
            fail(unreadable(e));
            return;
        } catch (RuntimeException e) {
            fail(e);
            return;
        }
        if (!free.isEmpty()) {
            onFree.accept(free);
        }
        if (!waiting.isEmpty()) {
            announce();
            schedule();
        }
    }

    private List<PendingAnswer> takeFree() throws SQLException {
        long start = System.nanoTime();
        long version = version();
        boolean isQuiet = added.isEmpty() && version == lastVersion;
        if (isQuiet && start - lastQueryAt < TimeUnit.MILLISECONDS.toNanos(MAX_PAUSE_MILLIS)) {
            return List.of();
        }
        lastVersion = version;
        insertAdded();
        for (StoreOwner dead : ClaimTable.deadOwners(connection)) {
            writer.forget(dead).join();
        }
        List<PendingAnswer> free = selectFree();
        lastQueryAt = System.nanoTime();
        pauseMillis =
                Math.min(
                        MAX_PAUSE_MILLIS,
                        Math.max(
                                MIN_PAUSE_MILLIS,
                                PAUSE_PER_QUERY * (lastQueryAt - start) / 1_000_000));
        return free;
    }

    /** Returns a number that changes when another connection changes the file. */
    private long version() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet version = statement.executeQuery("PRAGMA data_version")) {
            return version.getLong(1);
        }
    }

    private void insertAdded() throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT OR IGNORE INTO waiting VALUES (?)")) {
            for (PendingAnswer pending : added) {
                waiting.put(pending.key(), pending);
                insert.setBytes(1, pending.key().bytes());
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
        added.clear();
    }

    private List<PendingAnswer> selectFree() throws SQLException {
        var free = new ArrayList<PendingAnswer>();
        try (PreparedStatement select = connection.prepareStatement(FREE)) {
            select.setLong(2, clock.millis());
            try (ResultSet keys = select.executeQuery()) {
                while (keys.next()) {
                    PendingAnswer pending = waiting.remove(AnswerKey.of(keys.getBytes(1)));
                    if (pending != null) {
                        free.add(pending);
                    }
                }
            }
        }
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM waiting WHERE key = ?")) {
            for (PendingAnswer pending : free) {
                delete.setBytes(1, pending.key().bytes());
                delete.executeUpdate();
            }
        }
        return free;
    }

    private void announce() {
        if (!hasWaited) {
            hasWaited = true;
            ConsoleLog.of(ClaimWaiter.class)
                    .log(
                            System.Logger.Level.INFO,
                            String.format(
                                    Locale.ROOT,
                                    "Another run with the answer store %s requests some of the same answers. This run waits for them.",
                                    database.file()));
        }
    }

    /** Fails all that wait. */
    void failAll(RuntimeException failure) {
        try {
            executor.execute(() -> fail(failure));
        } catch (RejectedExecutionException closed) {
            // The end of the run has failed them.
        }
    }

    private void fail(RuntimeException failure) {
        added.forEach(pending -> waiting.put(pending.key(), pending));
        added.clear();
        List<PendingAnswer> failed = List.copyOf(waiting.values());
        waiting.clear();
        failed.forEach(pending -> onFailure.accept(pending, failure));
    }

    private static RuntimeException ended() {
        return new IllegalStateException("The run ended before another run gave the answer.");
    }

    @Override
    public void close() {
        failAll(ended());
        StoreThreads.shutDown(executor, connection, database.file());
    }
}

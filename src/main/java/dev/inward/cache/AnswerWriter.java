package dev.inward.cache;

import dev.inward.cache.rescue.AnswerRescue;
import dev.inward.cache.rescue.RescueFile;
import dev.inward.text.ConsoleLog;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes answers and claims to the store on its own thread, all queued writes in one transaction.
 * After the first failure it writes no more: answers go to the {@link AnswerRescue} instead, and
 * every write fails.
 */
final class AnswerWriter implements AutoCloseable {

    private static final int MAX_WRITES_PER_TRANSACTION = 1000;

    /** One write inside a transaction. */
    @FunctionalInterface
    private interface Write<T> {
        T run() throws SQLException;
    }

    /**
     * @param answer the row that is lost if the write fails; null for a write of claims
     */
    private record QueuedWrite<T>(
            Write<T> write, CompletableFuture<T> written, @Nullable AnswerRow answer) {

        /** Writes, and returns what completes the future after the commit. */
        Runnable run() throws SQLException {
            T result = write.run();
            return () -> written.complete(result);
        }
    }

    private final ScheduledExecutorService executor =
            StoreThreads.newExecutor("inward-store-writer");
    private final BlockingQueue<QueuedWrite<?>> queue = new LinkedBlockingQueue<>();
    private final CompletableFuture<Throwable> firstFailure = new CompletableFuture<>();
    private final AnswerDatabase database;
    private final AnswerRescue rescue;
    private final Connection connection;
    private final Statement transaction;
    private final PreparedStatement insert;
    private final ClaimTable claims;
    private final long lastRowOfEarlierRuns;

    /**
     * @param replacesStored whether an answer overwrites a stored one with the same key
     */
    AnswerWriter(
            AnswerDatabase database, AnswerRescue rescue, Clock clock, boolean replacesStored) {
        this.database = database;
        this.rescue = rescue;
        try {
            importRescued();
            connection = database.connect();
            insert =
                    connection.prepareStatement(
                            replacesStored ? AnswerRow.REPLACE : AnswerRow.INSERT);
            claims = new ClaimTable(connection, StoreOwner.create(), clock, replacesStored);
            lastRowOfEarlierRuns = lastRow();
            transaction = connection.createStatement();
        } catch (SQLException e) {
            throw AnswerStoreException.ofStore(
                    String.format(
                            Locale.ROOT, "The answer store %s cannot be written", database.file()),
                    database.file(),
                    e);
        }
        long renewals = ClaimTable.TIMEOUT.toSeconds() / 6;
        ScheduledFuture<?> unused =
                executor.scheduleAtFixedRate(
                        this::renewClaims, renewals, renewals, TimeUnit.SECONDS);
    }

    /** Stores the answers that an earlier run could not keep, and deletes their files. */
    private void importRescued() throws SQLException {
        List<RescueFile> files = rescue.earlier();
        if (files.isEmpty()) {
            return;
        }
        List<AnswerRow> answers =
                files.stream().flatMap(file -> file.answers().stream()).map(AnswerRow::of).toList();
        try (Connection durable = database.connectDurably()) {
            AnswerDatabase.insert(durable, answers);
        }
        AnswerRescue.delete(files);
        ConsoleLog.of(AnswerWriter.class)
                .log(
                        System.Logger.Level.INFO,
                        String.format(
                                Locale.ROOT,
                                "The answer store %s has received the answers that an earlier run could not keep: %d.",
                                database.file(),
                                answers.size()));
    }

    private long lastRow() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet last = statement.executeQuery("SELECT max(rowid) FROM answer")) {
            return last.getLong(1);
        }
    }

    /** Queues a row and ends the claim on it; the future completes when the row is on disk. */
    CompletableFuture<Boolean> write(AnswerRow row) {
        return enqueue(
                () -> {
                    row.bind(insert);
                    insert.executeUpdate();
                    claims.release(row.key());
                    return true;
                },
                row);
    }

    /**
     * Claims an answer before it is requested.
     *
     * @return whether this process may request it; false if it is stored or another one requests it
     */
    CompletableFuture<Boolean> claim(AnswerKey key) {
        return enqueue(() -> claims.claim(key), null);
    }

    /** Gives up the claim on an answer whose request failed. */
    void release(AnswerKey key) {
        CompletableFuture<Boolean> unused = enqueueClaims(() -> claims.release(key.bytes()));
    }

    /** Ends the claims of an owner whose process has ended. */
    CompletableFuture<Boolean> forget(StoreOwner dead) {
        return enqueueClaims(() -> claims.forget(dead.id()));
    }

    private interface ClaimWrite {
        void run() throws SQLException;
    }

    private void renewClaims() {
        CompletableFuture<Boolean> unused = enqueueClaims(claims::renewIfRegistered);
    }

    private CompletableFuture<Boolean> enqueueClaims(ClaimWrite write) {
        return enqueue(
                () -> {
                    write.run();
                    return true;
                },
                null);
    }

    private CompletableFuture<Boolean> enqueue(Write<Boolean> write, @Nullable AnswerRow answer) {
        var queued = new QueuedWrite<>(write, new CompletableFuture<>(), answer);
        queue.add(queued);
        executor.execute(this::writeQueued);
        return queued.written();
    }

    private void writeQueued() {
        List<QueuedWrite<?>> group = new ArrayList<>();
        queue.drainTo(group, MAX_WRITES_PER_TRANSACTION);
        if (group.isEmpty()) {
            return;
        }
        if (firstFailure.isDone()) {
            fail(group);
            return;
        }
        List<Runnable> completions;
        try {
            completions = commit(group);
        } catch (Throwable e) {
            firstFailure.complete(e);
            rescueVanished(e);
            fail(group);
            ConsoleLog.of(AnswerWriter.class)
                    .log(
                            System.Logger.Level.ERROR,
                            String.valueOf(failure().orElseThrow().getMessage()));
            return;
        }
        completions.forEach(Runnable::run);
    }

    /**
     * Writes a group in one transaction. It is immediate: a transaction that reads first could not
     * wait for the writes of another process.
     */
    private List<Runnable> commit(List<QueuedWrite<?>> group) throws IOException, SQLException {
        database.requireSameFile();
        transaction.execute("BEGIN IMMEDIATE");
        try {
            List<Runnable> completions = new ArrayList<>();
            for (QueuedWrite<?> queued : group) {
                completions.add(queued.run());
            }
            transaction.execute("COMMIT");
            return completions;
        } catch (Throwable e) {
            try {
                transaction.execute("ROLLBACK");
            } catch (SQLException alreadyRolledBack) {
                // A full disk has done that, and its own failure must be the one that is shown.
                e.addSuppressed(alreadyRolledBack);
            }
            throw e;
        }
    }

    /** Saves the answers of the group elsewhere, then fails its writes. */
    private void fail(List<QueuedWrite<?>> group) {
        rescue.save(
                group.stream()
                        .map(QueuedWrite::answer)
                        .flatMap(Stream::ofNullable)
                        .map(AnswerRow::rescued)
                        .toList());
        AnswerStoreException failure = failure().orElseThrow();
        group.forEach(queued -> queued.written().completeExceptionally(failure));
    }

    /** Saves what this run has written to a file that is no longer at its path. */
    private void rescueVanished(Throwable cause) {
        if (!(cause instanceof StoreProblem.ReplacedFileException)) {
            return;
        }
        List<AnswerRow> written = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT " + AnswerRow.COLUMNS + " FROM answer WHERE rowid > ?")) {
            select.setLong(1, lastRowOfEarlierRuns);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    written.add(AnswerRow.read(rows));
                }
            }
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
        rescue.save(written.stream().map(AnswerRow::rescued).toList());
    }

    /** Completes with the cause when the first write fails. */
    CompletableFuture<Throwable> firstFailure() {
        return firstFailure;
    }

    /** Returns why the store keeps no answers, and what was saved so far; empty if it does. */
    Optional<AnswerStoreException> failure() {
        if (!firstFailure.isDone()) {
            return Optional.empty();
        }
        Throwable cause = firstFailure.join();
        StoreProblem problem = StoreProblem.of(database.file(), cause);
        return Optional.of(
                AnswerStoreException.whole(
                        String.format(
                                Locale.ROOT,
                                "The answer store %s cannot keep an answer: %s. No more prompts are sent. %s%s",
                                database.file(),
                                problem.what(),
                                rescue.description(),
                                problem.mend()),
                        cause));
    }

    /** Waits for the queued writes; checks that the answers of this run can be found again. */
    void requireKept() {
        CompletableFuture<Boolean> unused = enqueueClaims(() -> {});
        unused.handle((done, failed) -> done).join();
        failure()
                .ifPresent(
                        failure -> {
                            throw failure;
                        });
    }

    @Override
    public void close() {
        CompletableFuture<Boolean> unused = enqueueClaims(claims::leave);
        StoreThreads.shutDown(executor, connection, database.file());
    }
}

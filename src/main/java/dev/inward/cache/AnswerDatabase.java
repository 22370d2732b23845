package dev.inward.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteErrorCode;

/**
 * The SQLite file of an answer store. Opens connections and recovers a damaged file. Several
 * processes may have the file open at once.
 */
final class AnswerDatabase {

    private static final int BUSY_TIMEOUT_MILLIS = 60_000;
    private static final int PRIMARY_CODE_MASK = 0xff;
    private static final List<String> FILE_SUFFIXES = List.of("", "-wal", "-shm");

    private final Path file;

    private AnswerDatabase(Path file) {
        this.file = file;
    }

    /**
     * Opens a file, or creates it. A damaged file is moved aside, and its readable answers are
     * copied to a new one.
     *
     * @throws AnswerStoreException when the file can be neither opened nor created
     */
    static AnswerDatabase open(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var database = new AnswerDatabase(file.toAbsolutePath());
            if (!database.isUsable()) {
                database.recover();
            }
            return database;
        } catch (IOException | SQLException e) {
            throw AnswerStoreException.ofStore(
                    "The answer store %s cannot be opened".formatted(file), e);
        }
    }

    Connection connect() throws SQLException {
        var config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.NORMAL);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    /**
     * Returns whether the file is an intact store; creates or upgrades its table. A file that is
     * only locked is not damaged: the exception is thrown.
     */
    private boolean isUsable() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            try (ResultSet check = statement.executeQuery("PRAGMA quick_check(1)")) {
                if (!check.next() || !"ok".equals(check.getString(1))) {
                    return false;
                }
            }
            statement.execute(AnswerRow.TABLE);
            addMissingColumn(statement);
            statement.execute("DELETE FROM answer WHERE NOT " + AnswerRow.IS_ANSWER);
            return true;
        } catch (SQLException e) {
            int code = e.getErrorCode() & PRIMARY_CODE_MASK;
            if (code == SQLiteErrorCode.SQLITE_CORRUPT.code
                    || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
                return false;
            }
            throw e;
        }
    }

    /** Adds the column for tokens, which a store of an earlier version does not have. */
    private static void addMissingColumn(Statement statement) throws SQLException {
        if (hasTokens(statement)) {
            return;
        }
        try {
            statement.execute("ALTER TABLE answer ADD COLUMN tokens TEXT");
        } catch (SQLException e) {
            // Another process may have added the column in the meantime.
            if (!hasTokens(statement)) {
                throw e;
            }
        }
    }

    private static boolean hasTokens(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return hasTokens(statement);
        }
    }

    private static boolean hasTokens(Statement statement) throws SQLException {
        try (ResultSet columns =
                statement.executeQuery(
                        "SELECT 1 FROM pragma_table_info('answer') WHERE name = 'tokens'")) {
            return columns.next();
        }
    }

    private void recover() throws IOException, SQLException {
        Path damaged = unusedDamagedName();
        for (String suffix : FILE_SUFFIXES) {
            Path part = Path.of(file + suffix);
            if (Files.exists(part)) {
                Files.move(part, Path.of(damaged + suffix), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        List<AnswerRow> readable = new AnswerDatabase(damaged).readableRows();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(AnswerRow.TABLE);
            insert(connection, readable, false);
        }
        System.getLogger(AnswerDatabase.class.getName())
                .log(
                        System.Logger.Level.WARNING,
                        "The answer store %s was damaged. It was renamed to %s; %d answers were recovered from it."
                                .formatted(file, damaged.getFileName(), readable.size()));
    }

    private Path unusedDamagedName() {
        for (int i = 1; ; i++) {
            Path name = Path.of(file + ".damaged-" + i);
            if (!Files.exists(name)) {
                return name;
            }
        }
    }

    /** Reads rows from both ends of the table, each time up to the first unreadable one. */
    private List<AnswerRow> readableRows() {
        List<AnswerRow> readable = new ArrayList<>();
        for (String order : List.of("ASC", "DESC")) {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows =
                            statement.executeQuery(
                                    "SELECT "
                                            + (hasTokens(connection)
                                                    ? AnswerRow.COLUMNS
                                                    : AnswerRow.COLUMNS_BEFORE_TOKENS)
                                            + " FROM answer NOT INDEXED WHERE "
                                            + AnswerRow.IS_ANSWER
                                            + " ORDER BY rowid "
                                            + order)) {
                while (rows.next()) {
                    readable.add(AnswerRow.read(rows));
                }
                return readable;
            } catch (SQLException | RuntimeException unreadable) {
                System.getLogger(AnswerDatabase.class.getName())
                        .log(
                                System.Logger.Level.DEBUG,
                                "Recovery stops at an unreadable row.",
                                unreadable);
            }
        }
        return readable;
    }

    /**
     * Writes answers in one transaction.
     *
     * @param replaceExisting whether an answer overwrites a stored one with the same key
     */
    static void insert(Connection connection, List<AnswerRow> answers, boolean replaceExisting)
            throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert =
                connection.prepareStatement(
                        replaceExisting ? AnswerRow.REPLACE : AnswerRow.INSERT)) {
            for (AnswerRow answer : answers) {
                answer.bind(insert);
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        }
    }
}

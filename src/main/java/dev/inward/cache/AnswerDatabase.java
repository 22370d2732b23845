package dev.inward.cache;

import dev.inward.text.ConsoleLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
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
    private static final int ROWS_PER_PART = 20;
    private static final int MIN_BYTES_PER_ROW = 80;
    private static final List<String> FILE_SUFFIXES = List.of("", "-wal", "-shm");

    private final Path file;
    private @Nullable Object fileKey;

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
            database.fileKey = database.currentFileKey();
            return database;
        } catch (IOException | SQLException e) {
            throw AnswerStoreException.ofStore(
                    String.format(Locale.ROOT, "The answer store %s cannot be opened", file),
                    file,
                    e);
        }
    }

    Path file() {
        return file;
    }

    /** Opens a connection whose transactions wait for those of other processes. */
    Connection connect() throws SQLException {
        return connect(SynchronousMode.NORMAL);
    }

    /** Opens a connection whose commits are on the disk, also after a power failure. */
    Connection connectDurably() throws SQLException {
        return connect(SynchronousMode.FULL);
    }

    private Connection connect(SynchronousMode synchronous) throws SQLException {
        var config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(synchronous);
        // The driver cuts a plain path at a question mark, but it takes a URI as it is.
        return config.createConnection("jdbc:sqlite:" + file.toUri().toASCIIString());
    }

    /**
     * Checks that the path still leads to the open file. Answers in a deleted file are lost when
     * the process ends.
     *
     * @throws StoreProblem.ReplacedFileException when the file was deleted, moved or replaced
     */
    void requireSameFile() throws IOException {
        if (!Files.exists(file)) {
            throw new StoreProblem.ReplacedFileException(
                    "the file was deleted or moved while the run used it");
        }
        if (!Objects.equals(fileKey, currentFileKey())) {
            throw new StoreProblem.ReplacedFileException(
                    "another file took the place of the file while the run used it");
        }
    }

    /**
     * Returns what the system calls the file apart from its path; null where it has no such key.
     */
    private @Nullable Object currentFileKey() throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    /**
     * Returns whether the file is an intact store; creates or upgrades its tables. A file that is
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
            createTables(statement);
            for (String column : missingColumns(connection)) {
                addColumn(statement, column);
            }
            return true;
        } catch (SQLException e) {
            SQLiteErrorCode code = StoreProblem.primaryCode(e);
            if (code == SQLiteErrorCode.SQLITE_CORRUPT || code == SQLiteErrorCode.SQLITE_NOTADB) {
                return false;
            }
            throw e;
        }
    }

    private static void createTables(Statement statement) throws SQLException {
        statement.execute(AnswerRow.TABLE);
        for (String table : ClaimTable.TABLES) {
            statement.execute(table);
        }
    }

    private static void addColumn(Statement statement, String column) throws SQLException {
        try {
            statement.execute(
                    "ALTER TABLE answer ADD COLUMN "
                            + column
                            + " "
                            + AnswerRow.LATER_COLUMNS.get(column));
        } catch (SQLException e) {
            // Another process may have added the column in the meantime.
            if (missingColumns(statement.getConnection()).contains(column)) {
                throw e;
            }
        }
    }

    /** Returns the columns that a store of an earlier version does not have. */
    private static Set<String> missingColumns(Connection connection) throws SQLException {
        var missing = new TreeSet<>(AnswerRow.LATER_COLUMNS.keySet());
        try (Statement statement = connection.createStatement();
                ResultSet columns =
                        statement.executeQuery("SELECT name FROM pragma_table_info('answer')")) {
            while (columns.next()) {
                missing.remove(columns.getString(1));
            }
        }
        return missing;
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
            createTables(statement);
            insert(connection, readable);
        }
        ConsoleLog.of(AnswerDatabase.class)
                .log(
                        System.Logger.Level.WARNING,
                        String.format(
                                Locale.ROOT,
                                "The answer store %s was damaged. It was renamed to %s; %d answers were recovered from it.",
                                file,
                                damaged.getFileName(),
                                readable.size()));
    }

    private Path unusedDamagedName() {
        for (int i = 1; ; i++) {
            Path name = Path.of(file + ".damaged-" + i);
            if (!Files.exists(name)) {
                return name;
            }
        }
    }

    /** Reads the table in small parts and leaves out those that cannot be read. */
    private List<AnswerRow> readableRows() throws IOException {
        List<AnswerRow> readable = new ArrayList<>();
        try (Connection connection = connect()) {
            String rows =
                    String.format(
                            Locale.ROOT,
                            "SELECT %s FROM answer NOT INDEXED WHERE rowid BETWEEN ? AND ? AND %s",
                            AnswerRow.columnsWithout(missingColumns(connection)),
                            AnswerRow.IS_WHOLE);
            long last = lastRow(connection);
            for (long first = 1; first <= last; first += ROWS_PER_PART) {
                readPart(connection, rows, first, readable);
            }
        } catch (SQLException | RuntimeException unreadable) {
            logUnreadable(unreadable);
        }
        return readable;
    }

    /** Returns the last row; if that cannot be read, as many as the file can have at most. */
    private long lastRow(Connection connection) throws IOException {
        try (Statement statement = connection.createStatement();
                ResultSet last = statement.executeQuery("SELECT max(rowid) FROM answer")) {
            return last.getLong(1);
        } catch (SQLException unreadable) {
            return Files.size(file) / MIN_BYTES_PER_ROW;
        }
    }

    /** Uses its own statement: one that failed at a damaged page does not run again. */
    private static void readPart(
            Connection connection, String select, long first, List<AnswerRow> readable) {
        try (PreparedStatement part = connection.prepareStatement(select)) {
            part.setLong(1, first);
            part.setLong(2, first + ROWS_PER_PART - 1);
            try (ResultSet rows = part.executeQuery()) {
                while (rows.next()) {
                    readable.add(AnswerRow.read(rows));
                }
            }
        } catch (SQLException | RuntimeException unreadable) {
            logUnreadable(unreadable);
        }
    }

    private static void logUnreadable(Exception cause) {
        ConsoleLog.of(AnswerDatabase.class)
                .log(System.Logger.Level.DEBUG, "Recovery leaves out unreadable rows.", cause);
    }

    /** Writes answers in one transaction; keeps stored ones. */
    static void insert(Connection connection, List<AnswerRow> answers) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement(AnswerRow.INSERT)) {
            for (AnswerRow answer : answers) {
                answer.bind(insert);
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        } catch (SQLException e) {
            rollBack(connection, e);
            throw e;
        }
    }

    /** Rolls back; a full disk has done that already, and its cause must stay visible. */
    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}

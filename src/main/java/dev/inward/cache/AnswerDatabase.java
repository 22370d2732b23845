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
 * The file of a store: connections to it, and what is done about one that is damaged. Several
 * processes may have it open.
 */
final class AnswerDatabase {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final int PRIMARY_CODE = 0xff;
    private static final List<String> ENDINGS = List.of("", "-wal", "-shm");

    private final Path file;

    private AnswerDatabase(Path file) {
        this.file = file;
    }

    /** Opens a file, or makes it; one that is damaged is set aside and what can be read is kept. */
    static AnswerDatabase open(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var database = new AnswerDatabase(file.toAbsolutePath());
            if (!database.isSound()) {
                database.startAnew();
            }
            return database;
        } catch (IOException | SQLException e) {
            throw AnswerStoreException.ofStore(
                    "the answer store %s cannot be opened".formatted(file), e);
        }
    }

    Connection connect() throws SQLException {
        var config = new SQLiteConfig();
        config.setBusyTimeout(PATIENCE_MILLIS);
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.NORMAL);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    /**
     * Whether what is there is a store, or becomes one. A file that is only busy is no damaged one.
     */
    private boolean isSound() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            try (ResultSet check = statement.executeQuery("PRAGMA quick_check(1)")) {
                if (!check.next() || !"ok".equals(check.getString(1))) {
                    return false;
                }
            }
            statement.execute(AnswerRow.TABLE);
            addMissingColumn(statement);
            return true;
        } catch (SQLException e) {
            int code = e.getErrorCode() & PRIMARY_CODE;
            if (code == SQLiteErrorCode.SQLITE_CORRUPT.code
                    || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
                return false;
            }
            throw e;
        }
    }

    /** A store that an earlier version made knows nothing of tokens. */
    private static void addMissingColumn(Statement statement) throws SQLException {
        if (hasTokens(statement)) {
            return;
        }
        try {
            statement.execute("ALTER TABLE answer ADD COLUMN tokens TEXT");
        } catch (SQLException e) {
            // Another process may have done it in the meantime.
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

    private void startAnew() throws IOException, SQLException {
        Path aside = asideName();
        for (String ending : ENDINGS) {
            Path part = Path.of(file + ending);
            if (Files.exists(part)) {
                Files.move(part, Path.of(aside + ending), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        List<AnswerRow> readable = new AnswerDatabase(aside).whatCanBeRead();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(AnswerRow.TABLE);
            insert(connection, readable, false);
        }
        System.getLogger(AnswerDatabase.class.getName())
                .log(
                        System.Logger.Level.WARNING,
                        "the answer store %s was damaged: it is set aside as %s, and %d answers were recovered from it"
                                .formatted(file, aside.getFileName(), readable.size()));
    }

    private Path asideName() {
        for (int i = 1; ; i++) {
            Path aside = Path.of(file + ".damaged-" + i);
            if (!Files.exists(aside)) {
                return aside;
            }
        }
    }

    /** Reads from both ends up to what cannot be read. */
    private List<AnswerRow> whatCanBeRead() {
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
                                            + " FROM answer NOT INDEXED ORDER BY rowid "
                                            + order)) {
                while (rows.next()) {
                    readable.add(AnswerRow.read(rows));
                }
                return readable;
            } catch (SQLException | RuntimeException damage) {
                System.getLogger(AnswerDatabase.class.getName())
                        .log(System.Logger.Level.DEBUG, "reading ends here", damage);
            }
        }
        return readable;
    }

    /**
     * Writes answers in one transaction.
     *
     * @param replaces whether they take the place of those that are there already
     */
    static void insert(Connection connection, List<AnswerRow> answers, boolean replaces)
            throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert =
                connection.prepareStatement(replaces ? AnswerRow.REPLACE : AnswerRow.INSERT)) {
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

package dev.inward.data;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Reads Parquet files with DuckDB, which is an optional dependency. DuckDB can open the file and
 * nothing else: no other file, no network, no extension.
 */
final class ParquetRows {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DRIVER = "org.duckdb.DuckDBDriver";

    private final Path file;
    private final Columns columns;

    ParquetRows(Path file, Columns columns) {
        this.file = file.toAbsolutePath().normalize();
        this.columns = columns;
    }

    /**
     * Passes the rows to a consumer, in order.
     *
     * @throws InvalidDataException if DuckDB is absent, or the file is absent or invalid
     */
    void read(Consumer<DataRow> consumer) {
        requireDriver();
        if (!Files.isRegularFile(file)) {
            throw new InvalidDataException(
                    file, "does not exist. A path is relative to the task file.");
        }
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:", settings())) {
            allowThisFileAlone(duckDb);
            Map<String, ParquetColumn> selected = selected(duckDb);
            try (PreparedStatement query = duckDb.prepareStatement(sql(selected))) {
                query.setString(1, pattern());
                try (ResultSet rows = query.executeQuery()) {
                    for (long number = 1; rows.next(); number++) {
                        consumer.accept(new DataRow(number, values(rows, selected, number)));
                    }
                }
            }
        } catch (SQLException e) {
            throw new InvalidDataException(
                    file,
                    "cannot be read as Parquet: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
    }

    private void requireDriver() {
        try {
            Class.forName(DRIVER);
        } catch (ClassNotFoundException e) {
            throw new InvalidDataException(
                    file,
                    """
                    is read with DuckDB, which is not on the class path. Add it to your pom.xml:
                    <dependency>
                      <groupId>org.duckdb</groupId><artifactId>duckdb_jdbc</artifactId>
                      <version>2.0.0.1</version>
                    </dependency>""",
                    e);
        }
    }

    /** One thread and no temporary files: rows are only read, in their order. */
    private static Properties settings() {
        var settings = new Properties();
        settings.setProperty("jdbc_stream_results", "true");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("memory_limit", "1GB");
        settings.setProperty("temp_directory", "");
        settings.setProperty("threads", "1");
        return settings;
    }

    private void allowThisFileAlone(Connection duckDb) throws SQLException {
        try (Statement statement = duckDb.createStatement()) {
            statement.execute(
                    "SET allowed_paths = ["
                            + literal(file.toString())
                            + ", "
                            + literal(pattern())
                            + "]");
            statement.execute("SET enable_external_access = false");
            statement.execute("SET lock_configuration = true");
        }
    }

    /** Returns the path as a pattern that matches this file alone. */
    private String pattern() {
        return file.toString().replaceAll("[\\[*?]", "[$0]");
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private Map<String, ParquetColumn> selected(Connection duckDb) throws SQLException {
        Map<String, ParquetColumn> all = all(duckDb);
        if (columns.areAll()) {
            all.values().removeIf(column -> !column.isText());
            if (all.isEmpty()) {
                throw new InvalidDataException(
                        file, "has no column of texts. Name columns under 'columns'.");
            }
            return all;
        }
        var selected = new LinkedHashMap<String, ParquetColumn>();
        columns.columnByName()
                .forEach(
                        (name, pointer) -> {
                            String column =
                                    pointer.startsWith("/")
                                            ? JsonPointer.compile(pointer).getMatchingProperty()
                                            : pointer;
                            ParquetColumn known = all.get(column);
                            if (known != null) {
                                selected.put(column, known);
                            } else if (!columns.optional().contains(name)) {
                                throw new InvalidDataException(
                                        file,
                                        "has no column '"
                                                + column
                                                + "'. There are: "
                                                + String.join(", ", new TreeSet<>(all.keySet())));
                            }
                        });
        return selected;
    }

    private Map<String, ParquetColumn> all(Connection duckDb) throws SQLException {
        var all = new LinkedHashMap<String, ParquetColumn>();
        try (PreparedStatement query =
                duckDb.prepareStatement("SELECT * FROM read_parquet(?) LIMIT 0")) {
            query.setString(1, pattern());
            try (ResultSet none = query.executeQuery()) {
                ResultSetMetaData data = none.getMetaData();
                for (int i = 1; i <= data.getColumnCount(); i++) {
                    all.put(
                            data.getColumnName(i),
                            new ParquetColumn(data.getColumnName(i), data.getColumnTypeName(i)));
                }
            }
        }
        return all;
    }

    private static String sql(Map<String, ParquetColumn> selected) {
        return selected.values().stream()
                .map(ParquetColumn::expression)
                .collect(Collectors.joining(", ", "SELECT ", " FROM read_parquet(?)"));
    }

    private Map<String, String> values(
            ResultSet rows, Map<String, ParquetColumn> selected, long number) throws SQLException {
        try {
            ObjectNode row = JSON.createObjectNode();
            int position = 1;
            for (Map.Entry<String, ParquetColumn> column : selected.entrySet()) {
                String text = rows.getString(position);
                JsonNode value =
                        text == null ? JSON.nullNode() : column.getValue().value(text, JSON);
                row.set(column.getKey(), value);
                position++;
            }
            return new JsonRow(columns, "make the column one of texts").values(row);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new InvalidDataException(
                    file,
                    String.format(Locale.ROOT, "is invalid in row %d: %s.", number, e.getMessage()),
                    e);
        }
    }
}

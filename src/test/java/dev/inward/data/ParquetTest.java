package dev.inward.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parquet files, written by DuckDB, are read text by text. */
@Tag("slow")
class ParquetTest {

    private static final String ODD =
            " {braces} \"quotes\" 'single'\r\nCRLF\n\ttab\u2028\u0085 \ud83d\ude00 \u0627\u0644 "
                    + "x".repeat(8_192);

    @TempDir Path folder;

    @Test
    void texts_are_exactly_those_of_the_file() throws SQLException {
        Path file = write("a.parquet", "SELECT " + literal(ODD) + " AS text, 7::BIGINT AS n");

        assertThat(rows(file, Columns.ALL))
                .containsExactly(new DataRow(1, Map.of("text", ODD, "n", "7")));
    }

    @Test
    void rows_keep_their_order() throws SQLException {
        Path file = write("a.parquet", "SELECT i AS n FROM range(300000) r(i)");

        List<DataRow> rows = rows(file, Columns.ALL);
        assertThat(rows).hasSize(300_000);
        for (int i = 0; i < rows.size(); i += 997) {
            assertThat(rows.get(i)).isEqualTo(new DataRow(i + 1L, Map.of("n", String.valueOf(i))));
        }
    }

    @Test
    void nested_values_are_their_json_and_a_pointer_finds_a_text_in_them() throws SQLException {
        Path file =
                write(
                        "a.parquet",
                        "SELECT [{'role': 'user', 'content': "
                                + literal(ODD)
                                + "}] AS chat, {'a/b': 'deep'} AS \"odd name\"");
        var columns =
                new Columns(
                        Map.of(
                                "messages", "chat",
                                "text", "/chat/0/content",
                                "deep", "/odd name/a~1b"));

        assertThat(rows(file, columns))
                .singleElement()
                .satisfies(
                        row ->
                                assertThat(row.values())
                                        .containsEntry("text", ODD)
                                        .containsEntry("deep", "deep")
                                        .hasEntrySatisfying(
                                                "messages",
                                                json ->
                                                        assertThat(json)
                                                                .startsWith(
                                                                        "[{\"role\":\"user\"")));
    }

    @Test
    void without_a_mapping_columns_that_are_no_texts_are_left_out() throws SQLException {
        Path file =
                write(
                        "a.parquet",
                        "SELECT 'x' AS a, 1.5 AS b, true AS c, ['y'] AS d, NULL::VARCHAR AS e, '\\xAA'::BLOB AS f");

        assertThat(rows(file, Columns.ALL)).containsExactly(new DataRow(1, Map.of("a", "x")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.5 AS a | is invalid in row 1: 'a' is \"1.5\"; expected a text, so make the column one of texts.",
                "NULL::VARCHAR AS a | is invalid in row 1: 'a' is null; expected a text",
                "DATE '2024-01-01' AS a | is invalid in row 1: 'a' is \"2024-01-01\"; expected a text",
                "'x' AS \"A\", 'y' AS b | has no column 'a'. There are: A, b",
            })
    void a_column_that_is_no_text_is_an_error(String columns, String error) throws SQLException {
        Path file = write("a.parquet", "SELECT " + columns);

        assertThatThrownBy(() -> rows(file, new Columns(Map.of("a", "a"))))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("a.parquet " + error);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*.parquet",
                "[a].parquet",
                "a?.parquet",
                "'; DROP TABLE x; --.parquet",
                "a b\u00e9.parquet"
            })
    void a_name_with_special_characters_is_that_file_alone(String name) throws Exception {
        Path plain = write("a.parquet", "SELECT 'another' AS a");
        Files.copy(plain, folder.resolve("ab.parquet"));
        Files.move(write("odd.parquet", "SELECT 'this' AS a"), folder.resolve(name));

        assertThat(rows(folder.resolve(name), Columns.ALL))
                .containsExactly(new DataRow(1, Map.of("a", "this")));
    }

    @Test
    void a_name_of_a_column_is_no_sql() throws SQLException {
        Path file = write("a.parquet", "SELECT 'x' AS \"a\"\" FROM read_csv('/etc/passwd') --\"");

        assertThat(rows(file, Columns.ALL))
                .containsExactly(
                        new DataRow(1, Map.of("a\" FROM read_csv('/etc/passwd') --", "x")));
    }

    @Test
    void a_file_that_is_not_parquet_or_absent_is_an_error() throws Exception {
        Path text = Files.writeString(folder.resolve("text.parquet"), "no Parquet at all");

        assertThatThrownBy(() -> rows(text, Columns.ALL))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("text.parquet cannot be read as Parquet: ");
        assertThatThrownBy(() -> rows(folder.resolve("none.parquet"), Columns.ALL))
                .hasMessageContaining("none.parquet does not exist");
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private Path write(String name, String query) throws SQLException {
        Path file = folder.resolve(name);
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            statement.execute(
                    "COPY (" + query + ") TO " + literal(file.toString()) + " (FORMAT parquet)");
        }
        return file;
    }

    private static List<DataRow> rows(Path file, Columns columns) {
        var rows = new ArrayList<DataRow>();
        DataFormat.of(file).read(file, columns, rows::add);
        return rows;
    }
}

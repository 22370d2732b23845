package dev.inward.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Data files are read text by text, exactly as they are. */
class DataFormatTest {

    /** Texts that readers like to change. */
    private static final List<String> ODD_TEXTS =
            List.of(
                    " blanks around ",
                    "a \"quoted\" word, and a comma",
                    "two\nlines",
                    "two\r\nlines",
                    "a\rreturn",
                    "a line\u2028separator",
                    "{braces} and {{more}}",
                    "\ufeffa mark inside",
                    "tab\there",
                    "NO",
                    "007",
                    "~",
                    "#no comment",
                    "'single'",
                    "back\\slash",
                    "emoji \ud83d\ude00, العربية, 日本語",
                    "x".repeat(8_192));

    @TempDir Path folder;

    @Test
    void texts_of_csv_are_exactly_those_of_the_file() throws IOException {
        var csv = new StringBuilder("id,text\n");
        for (int i = 0; i < ODD_TEXTS.size(); i++) {
            csv.append(i)
                    .append(",\"")
                    .append(ODD_TEXTS.get(i).replace("\"", "\"\""))
                    .append("\"\n");
        }

        assertThat(rows("odd.csv", csv.toString(), Columns.ALL))
                .extracting(row -> row.values().get("text"))
                .containsExactlyElementsOf(ODD_TEXTS);
    }

    @Test
    void texts_of_json_lines_are_exactly_those_of_the_file() throws IOException {
        var lines = new StringBuilder();
        for (String text : ODD_TEXTS) {
            lines.append("{\"text\": ").append(json(text)).append("}\n");
        }

        assertThat(rows("odd.jsonl", lines.toString(), Columns.ALL))
                .extracting(row -> row.values().get("text"))
                .containsExactlyElementsOf(ODD_TEXTS);
    }

    private static String json(String text) throws IOException {
        return new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b\n1,2\n",
                "a,b\r\n1,2\r\n",
                "a,b\n1,2",
                "\ufeffa,b\n1,2\n",
                "a,b\n\n1,2\n\n"
            })
    void a_header_names_the_columns(String csv) throws IOException {
        assertThat(rows("numbers.csv", csv, Columns.ALL))
                .extracting(DataRow::values)
                .containsExactly(Map.of("a", "1", "b", "2"));
    }

    @Test
    void an_empty_value_is_an_empty_text() throws IOException {
        assertThat(rows("gaps.csv", "a,b\n,\"\"\n", Columns.ALL))
                .containsExactly(new DataRow(1, 2, Map.of("a", "", "b", "")));
    }

    @Test
    void tabs_separate_in_tsv_files() throws IOException {
        assertThat(rows("pairs.tsv", "a\tb\n1,5\t2\n", Columns.ALL))
                .containsExactly(new DataRow(1, 2, Map.of("a", "1,5", "b", "2")));
    }

    @Test
    void columns_get_the_names_that_a_mapping_gives_them() throws IOException {
        var columns = new Columns(Map.of("country", "Country name"));

        assertThat(rows("capitals.csv", "Country name,Capital\nPeru,Lima\n", columns))
                .containsExactly(new DataRow(1, 2, Map.of("country", "Peru")));
        assertThat(rows("capitals.jsonl", "{\"Country name\": \"Peru\", \"x\": [1]}", columns))
                .containsExactly(new DataRow(1, 1, Map.of("country", "Peru")));
    }

    @Test
    void a_pointer_finds_a_text_inside_a_json_value() throws IOException {
        var columns = new Columns(Map.of("prompt", "/messages/0/content"));

        assertThat(
                        rows(
                                "chats.jsonl",
                                "{\"messages\": [{\"role\": \"user\", \"content\": \"Which? \"}]}",
                                columns))
                .containsExactly(new DataRow(1, 1, Map.of("prompt", "Which? ")));
    }

    @Test
    void a_list_that_a_column_names_is_its_json() throws IOException {
        assertThat(
                        rows(
                                "chats.jsonl",
                                "{\"a\": [ {\"role\": \"user\", \"content\": \"\\u2028 \\ud83d\\ude00\"} ], \"b\": {\"c\": 1.10}}",
                                new Columns(Map.of("chat", "a", "more", "/b"))))
                .extracting(DataRow::values)
                .containsExactly(
                        Map.of(
                                "chat",
                                "[{\"role\":\"user\",\"content\":\"\u2028 \ud83d\ude00\"}]",
                                "more",
                                "{\"c\":1.1}"));
    }

    @Test
    void without_a_mapping_values_that_are_no_texts_are_left_out() throws IOException {
        assertThat(
                        rows(
                                "mixed.jsonl",
                                "{\"a\": \"x\", \"b\": 7, \"c\": 1.10, \"d\": null, \"e\": true, \"f\": []}",
                                Columns.ALL))
                .containsExactly(new DataRow(1, 1, Map.of("a", "x", "b", "7")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x.csv   | '' | is empty. Its first line must have the names of the columns.",
                "x.csv   | 'a,b\n1\n' | is invalid before line 3: row 1 has 1 values, but the header has 2 columns",
                "x.csv   | 'a,b\n1,2,3\n' | row 1 has 3 values, but the header has 2 columns",
                "x.csv   | 'a,a\n1,2\n' | has two columns 'a'. Rename one of them.",
                "x.csv   | 'b\n1\n' | has no column 'a'. There are: b",
                "x.csv   | 'a,b\n\"1,2\n' | is invalid at line",
                "x.jsonl | '{\"a\": 1.10}' | is invalid at line 1: 'a' is 1.1; expected a text, so put it in quotes",
                "x.jsonl | '\n{\"b\": 1}' | is invalid at line 2: 'a' is absent; expected a text",
                "x.jsonl | '{\"a\": 1} {\"a\": 2}' | is invalid at line 1: it is not JSON",
                "x.jsonl | '{\"a\": 1, \"a\": 2}' | is invalid at line 1: it is not JSON: Duplicate field 'a'",
                "x.jsonl | '[1]' | is invalid at line 1: it is no JSON object",
                "x.jsonl | '{\"a\": \"\\ud83d\"}' | is invalid at line 1: 'a' has one half of a character of two \\u escapes",
                "x.jsonl | '{\"a\": [\"\\ude00 \"]}' | is invalid at line 1: 'a' has one half of a character",
                "x.xls   | 'a' | has an unknown format. Its name must end in .csv, .tsv, .jsonl, .ndjson or .parquet.",
            })
    void an_invalid_file_is_an_error_with_its_place(String name, String text, String message) {
        assertThatThrownBy(() -> rows(name, text, new Columns(Map.of("a", "a"))))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(message);
    }

    @Test
    void a_file_in_another_encoding_is_an_error() throws IOException {
        Path file = folder.resolve("latin.csv");
        Files.write(file, "a\nZürich\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> DataFormat.CSV.read(file, Columns.ALL, row -> {}))
                .hasMessageEndingWith("latin.csv is not in UTF-8. Convert it.");
    }

    @Test
    void an_absent_file_is_an_error() {
        assertThatThrownBy(
                        () -> DataFormat.CSV.read(folder.resolve("no.csv"), Columns.ALL, row -> {}))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("no.csv does not exist");
    }

    private List<DataRow> rows(String name, String text, Columns columns) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        var rows = new ArrayList<DataRow>();
        DataFormat.of(file).read(file, columns, rows::add);
        return rows;
    }
}

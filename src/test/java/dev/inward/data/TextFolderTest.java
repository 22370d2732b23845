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

/** The text files of a folder are rows. */
class TextFolderTest {

    @TempDir Path folder;

    @Test
    void the_files_are_sorted_by_the_code_points_of_their_names() throws IOException {
        // U+1F600 sorts behind U+FB01, but its first half in UTF-16 sorts before it.
        for (String name : List.of("b", "\ufb01", "\ud83d\ude00", "B", "10", "9", "a b")) {
            Files.writeString(folder.resolve(name + ".txt"), "text of " + name);
        }

        assertThat(rows(Columns.ALL))
                .extracting(row -> row.values().get("name"))
                .containsExactly("10", "9", "B", "a b", "b", "\ufb01", "\ud83d\ude00");
        assertThat(rows(Columns.ALL)).extracting(DataRow::number).startsWith(1L, 2L, 3L);
    }

    @Test
    void a_text_is_the_whole_file() throws IOException {
        String odd = " {x}\r\n\"quotes\"\u2028 \ud83d\ude00\n";
        Files.writeString(folder.resolve("odd.txt"), odd);
        Files.writeString(folder.resolve("marked.txt"), "\ufeffmarked");
        Files.writeString(folder.resolve("notes.md"), "no row");
        Files.createDirectories(folder.resolve("sub.txt"));

        assertThat(rows(new Columns(Map.of("words", "text"))))
                .extracting(DataRow::values)
                .containsExactly(Map.of("words", "marked"), Map.of("words", odd));
    }

    @Test
    void the_hash_is_that_of_the_list_of_sha256sum() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "one");
        Files.writeString(folder.resolve("b.txt"), "two");

        // sha256sum a.txt b.txt | sha256sum
        assertThat(TextFolder.read(folder, Columns.ALL, row -> {}))
                .isEqualTo("408e5b7a92221a051491158c0d15a8d6594bb09115cf53e0a1359e7a05321f40");
    }

    @Test
    void a_file_in_another_encoding_is_an_error() throws IOException {
        Files.write(folder.resolve("a.txt"), "Z\u00fcrich".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> rows(Columns.ALL))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageEndingWith("a.txt is not in UTF-8. Convert it.");
    }

    @Test
    void a_folder_without_texts_is_an_error() {
        assertThatThrownBy(() -> rows(Columns.ALL))
                .hasMessageEndingWith("has no file whose name ends in .txt.");
        assertThatThrownBy(() -> TextFolder.read(folder.resolve("none"), Columns.ALL, row -> {}))
                .hasMessageEndingWith("is no folder. A path is relative to the task file.");
        assertThatThrownBy(() -> rows(new Columns(Map.of("x", "title"))))
                .hasMessageEndingWith("has no column 'title'. A folder has: name, text");
    }

    private List<DataRow> rows(Columns columns) {
        var rows = new ArrayList<DataRow>();
        TextFolder.read(folder, columns, rows::add);
        return rows;
    }
}

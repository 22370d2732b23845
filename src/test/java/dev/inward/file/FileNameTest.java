package dev.inward.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    private static final Path COMMITTED = Path.of("evals/cassettes");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "object_level | object_level",
                "gpt-4.1 | gpt-4.1",
                "gpt/4o | gpt-4o",
                "'atlas, finetuned on atlas, seed 1' | atlas-finetuned-on-atlas-seed-1"
            })
    void special_characters_are_replaced(String name, String fileName) {
        assertThat(FileName.of(name)).isEqualTo(fileName);
    }

    @Test
    void the_committed_cassettes_keep_their_names() throws IOException {
        try (var files = Files.walk(COMMITTED)) {
            List<String> names =
                    files.filter(file -> !file.equals(COMMITTED))
                            .map(file -> file.getFileName().toString().replace(".jsonl", ""))
                            .distinct()
                            .toList();

            assertThat(names).hasSizeGreaterThan(10);
            assertThat(names).allSatisfy(name -> assertThat(FileName.of(name)).isEqualTo(name));
        }
    }

    @Test
    void names_that_differ_only_in_case_have_different_files_where_case_is_ignored() {
        assertThat(List.of("llama", "Llama", "LLAMA"))
                .extracting(name -> FileName.of(name).toLowerCase(Locale.ROOT))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CON", "con", "NUL", "nul.v1", "Aux", "prn", "com1", "LPT9.x.y"})
    void a_device_name_of_windows_is_not_used(String name) {
        String beforeTheFirstDot = FileName.of(name).split("\\.", -1)[0];

        assertThat(beforeTheFirstDot)
                .doesNotMatch("(?i)(con|prn|aux|nul|com\\d|lpt\\d)")
                .matches(".+-[0-9a-f]{8}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.", ".", "..", ""})
    void a_file_name_does_not_end_with_a_dot_and_is_not_empty(String name) {
        assertThat(FileName.of(name)).isNotEmpty().doesNotEndWith(".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"console", "auxiliary", "com", "nul-1"})
    void a_name_that_only_begins_like_a_device_is_kept(String name) {
        assertThat(FileName.of(name)).isEqualTo(name);
    }

    @Test
    void a_distinct_name_has_a_hash_where_a_character_was_replaced() {
        assertThat(List.of("gpt/4o", "gpt-4o", "gpt 4o", "Gpt 4o"))
                .extracting(FileName::distinct)
                .doesNotHaveDuplicates()
                .contains("gpt-4o")
                .allMatch(name -> name.matches("(?i)gpt-4o(-[0-9a-f]{8})?"));
    }

    @Test
    void a_long_name_is_cut_and_stays_distinct() {
        String name = "a".repeat(300);

        assertThat(FileName.of(name)).hasSizeLessThan(220);
        assertThat(FileName.of(name + "b")).isNotEqualTo(FileName.of(name));
    }
}

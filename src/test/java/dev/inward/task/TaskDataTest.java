package dev.inward.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks whose items are the rows of a data file. */
class TaskDataTest {

    @TempDir Path folder;

    @Test
    void each_row_is_an_item_with_the_columns_as_fields() throws IOException {
        write("data: {file: capitals.csv}", "country,part\nPeru,train\nKenya,held-out\n");

        assertThat(task().items())
                .extracting(Item::objectLevelPrompt)
                .containsExactly("What is the capital of Peru?", "What is the capital of Kenya?");
        assertThat(task().items().get(1).fields()).containsEntry("part", "held-out");
    }

    @Test
    void a_prompt_of_any_characters_is_sent_byte_for_byte() throws IOException {
        String odd = " {braces}, \"quotes\",\r\nCRLF\u2028and " + "x".repeat(8_192);
        write("data: {file: capitals.csv}", "country\n\"" + odd.replace("\"", "\"\"") + "\"\n");

        assertThat(task().items())
                .extracting(Item::objectLevelPrompt)
                .containsExactly("What is the capital of " + odd + "?");
    }

    @Test
    void columns_of_other_names_are_mapped() throws IOException {
        write(
                "data: {file: capitals.csv, columns: {country: Country name}}",
                "Country name,Capital city\nPeru,Lima\n");

        assertThat(task().items().get(0).fields()).isEqualTo(Map.of("country", "Peru"));
    }

    @Test
    void a_sample_is_the_same_in_each_run_and_in_the_order_of_the_file() throws IOException {
        write("data: {file: capitals.csv, sample: 100, seed: 7}", numbers(1_000));
        List<String> drawn = prompts();
        write("data: {file: capitals.csv, sample: 100, seed: 8}", numbers(1_000));
        List<String> other = prompts();

        assertThat(drawn).hasSize(100).isSorted().doesNotHaveDuplicates().isNotEqualTo(other);
        write("data: {file: capitals.csv, sample: 100, seed: 7}", numbers(1_000));
        assertThat(prompts()).isEqualTo(drawn);
    }

    @Test
    void the_origin_names_file_licence_and_hash() throws IOException {
        write("licence: CC0\ndata: {file: capitals.csv}", "country\nPeru\n");

        assertThat(task().origin())
                .isEqualTo(
                        new TaskOrigin(
                                "Made for this test.",
                                "CC0",
                                List.of(
                                        new DataSource(
                                                "capitals.csv",
                                                // sha256sum of the file
                                                "2a0ffdf938f3c126ad7cf716b29b59a850a8e010d04677f67b8d2c299b6884ae")),
                                null));
    }

    @Test
    void a_column_that_cannot_be_a_field_is_an_error_that_shows_the_mapping() throws IOException {
        write("data: {file: capitals.csv}", "Country name\nPeru\n");

        assertThatIllegalArgumentException()
                .isThrownBy(this::task)
                .withMessageContaining("The column 'Country name' of")
                .withMessageContaining("'columns: {my_name: Country name}'");
    }

    @Test
    void semicolons_between_the_columns_are_an_error_that_names_the_separator() throws IOException {
        write("data: {file: capitals.csv}", "country;continent\nPeru;South America\n");

        assertThatIllegalArgumentException()
                .isThrownBy(this::task)
                .withMessageContaining("The column 'country;continent' of")
                .withMessageContaining("write the file with commas");
    }

    @Test
    void a_field_that_no_column_gives_is_an_error() throws IOException {
        write("data: {file: capitals.csv}", "capital\nLima\n");

        assertThatIllegalArgumentException()
                .isThrownBy(this::task)
                .withMessageContaining("has the field 'country', which has no value")
                .withMessageContaining("Known fields: capital");
    }

    @Test
    void several_files_of_the_same_columns_follow_each_other() throws IOException {
        Files.writeString(folder.resolve("more.csv"), "country\nChad\nOman\n");
        write("data: {files: [capitals.csv, more.csv]}", "country\nPeru\n");

        assertThat(task().items())
                .extracting(item -> item.fields().get("country"))
                .containsExactly("Peru", "Chad", "Oman");
        assertThat(task().origin().data())
                .extracting(DataSource::file)
                .containsExactly("capitals.csv", "more.csv");
    }

    @Test
    void each_text_of_a_folder_is_an_item() throws IOException {
        Path texts = Files.createDirectories(folder.resolve("texts"));
        Files.writeString(texts.resolve("b.txt"), "Peru");
        Files.writeString(texts.resolve("a.txt"), "Kenya");
        write("data: {folder: texts, columns: {country: text, id: name}}", "");

        assertThat(task().items())
                .extracting(Item::fields)
                .containsExactly(
                        Map.of("country", "Kenya", "id", "a"),
                        Map.of("country", "Peru", "id", "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{sample: 3}", "{file: capitals.csv, folder: texts}"})
    void data_are_named_in_one_way(String data) throws IOException {
        write("data: " + data, "country\nPeru\n");

        assertThatIllegalArgumentException()
                .isThrownBy(this::task)
                .withMessageContaining("must name its data in exactly one way");
    }

    private static String numbers(int count) {
        return IntStream.range(1000, 1000 + count)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining("\n", "country\n", "\n"));
    }

    private void write(String data, String csv) throws IOException {
        Files.writeString(folder.resolve("capitals.csv"), csv);
        Files.writeString(
                folder.resolve("capitals.yaml"),
                """
                name: capitals
                origin: Made for this test.
                prompts:
                  object-level: "What is the capital of {country}?"
                  hypothetical: "{prompt} {question}"
                  control: "{prompt} {answer} {question}"
                properties: [first_character]
                %s
                """
                        .formatted(data));
    }

    private List<String> prompts() {
        return task().items().stream().map(Item::objectLevelPrompt).toList();
    }

    private Task task() {
        return Tasks.read(folder).named("capitals");
    }
}

package dev.inward.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.inward.model.Prompt;
import dev.inward.property.BehavioralProperties;
import dev.inward.property.BehavioralProperty;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ExtraMeasurements;
import dev.inward.study.StoppingRule;
import dev.inward.study.TrainingLabels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files in the format of the paper's release, with rows that were written for this test. */
class ReleaseRowsTest {

    private static final BehavioralProperty FIRST = BehavioralProperties.named("first_character");
    private static final BehavioralProperty WORD = BehavioralProperties.named("first_word");

    @TempDir Path folder;

    @Test
    void rows_with_the_same_prompt_are_one_item_with_a_hypothetical_prompt_for_each_property()
            throws IOException {
        write("a.jsonl", row("Owl?", "First letter?", "first_character", "null"));
        write("b.jsonl", row("Owl?", "First word?", "first_word", "\"owl\""));
        Task task = read("a.jsonl, b.jsonl", "first_character, first_word");

        assertThat(task.items()).hasSize(1);
        Item item = task.items().get(0);
        assertThat(item.prompt()).isEqualTo(Prompt.ofUser("Owl?"));
        assertThat(item.fields())
                .containsEntry("target", "owl")
                .containsEntry("original_dataset", "owls")
                .containsEntry("original_question", "Owl");
        assertThat(task.hypotheticalPrompt(item, FIRST)).isEqualTo(Prompt.ofUser("First letter?"));
        assertThat(task.hypotheticalPrompt(item, WORD)).isEqualTo(Prompt.ofUser("First word?"));
    }

    @Test
    void an_item_is_predicted_only_for_the_properties_that_its_rows_ask_for() throws IOException {
        write(
                "a.jsonl",
                row("Owl?", "First letter?", "first_character", "null"),
                row("Elk?", "First letter, elk?", "first_character", "null"));
        write("b.jsonl", row("Elk?", "First word?", "first_word", "null"));
        Task task = read("a.jsonl, b.jsonl", "first_character, first_word");

        assertThat(task.items()).hasSize(2);
        assertThat(task.items()).filteredOn(item -> task.asks(item, FIRST)).hasSize(2);
        assertThat(request(task, WORD).drawnItems())
                .extracting(Item::objectLevelPrompt)
                .containsExactly("Elk?");
    }

    @Test
    void the_properties_have_the_names_of_the_release() throws IOException {
        write(
                "a.jsonl",
                row("A or B?", "The power?", "ethical_stance", "\"a\""),
                row("B or A?", "A or C?", "among_a_or_c", "null"));
        Task task = read("a.jsonl", "ethical_stance, among_a_or_c");

        assertThat(task.items())
                .extracting(item -> item.hypotheticalPrompts().keySet().iterator().next())
                .containsExactly("ethical_stance", "among_a_or_c");
    }

    @Test
    void a_sample_is_drawn_from_the_items() throws IOException {
        var rows = new String[100];
        for (int i = 0; i < rows.length; i++) {
            rows[i] =
                    row(
                            "Owl " + i / 2 + "?",
                            "?",
                            i % 2 == 0 ? "first_character" : "first_word",
                            "null");
        }
        write("a.jsonl", rows);

        Task task = read("a.jsonl", "first_character", ", sample: 10");
        assertThat(task.items())
                .hasSize(10)
                .allSatisfy(item -> assertThat(item.hypotheticalPrompts()).hasSize(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Other letter?, first_character, null | row 2 has another 'first_character' than a row with the same object-level prompt",
                "First letter?, favourite_colour, null | there is no behavioral property 'favourite_colour' in row 2",
            })
    void rows_that_do_not_fit_are_an_error(String second, String error) throws IOException {
        String[] parts = second.split(", ", -1);
        write(
                "a.jsonl",
                row("Owl?", "First letter?", "first_character", "null"),
                row("Owl?", parts[0], parts[1], parts[2]));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("a.jsonl", "first_character"))
                .withMessageContaining("a.jsonl")
                .withMessageContaining(error);
    }

    @Test
    void a_property_that_no_row_asks_for_is_an_error() throws IOException {
        write("a.jsonl", row("Owl?", "First letter?", "first_character", "null"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("a.jsonl", "first_character, first_word"))
                .withMessageContaining(
                        "has the property 'first_word', but its data have no hypothetical prompt about it. They have prompts about: first_character");
    }

    private static ComparisonRequest request(Task task, BehavioralProperty property) {
        return new ComparisonRequest(
                property,
                "target",
                "predictor",
                List.of(task),
                ScoredSplit.ALL,
                1000,
                1,
                TrainingLabels.TRUE,
                new ExtraMeasurements(List.of(), 1, false, false, false),
                StoppingRule.AT_THE_END);
    }

    private static String row(String prompt, String asked, String property, String option) {
        return """
               {"original_question": "%s", "original_dataset": "owls", "object_level_prompt": [{"role": "user", "content": "%s"}], "hypothetical_prompt": [{"role": "user", "content": "%s"}], "behavioral_property": "%s", "option_matching_ethical_stance": %s}
               """
                .formatted(prompt.replace("?", ""), prompt, asked, property, option);
    }

    private void write(String name, String... rows) throws IOException {
        Files.writeString(folder.resolve(name), String.join("", rows));
    }

    private Task read(String files, String properties) throws IOException {
        return read(files, properties, "");
    }

    private Task read(String files, String properties, String more) throws IOException {
        Files.writeString(
                folder.resolve("task.yaml"),
                """
                name: owls
                origin: Made for this test.
                prompts:
                  object-level: {messages: object_level_prompt}
                  hypothetical: {messages: hypothetical_prompt}
                  control: "{prompt} {answer} {question}"
                properties: [%s]
                data: {format: introspection-release, files: [%s]%s}
                """
                        .formatted(properties, files, more));
        return Tasks.read(folder).named("owls");
    }
}

package dev.inward.model.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.inward.hosted.OpenAiDialect;
import dev.inward.hosted.http.ApiSettings;
import dev.inward.model.ModelSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a models file may say, and what is said of a wrong one. */
class ModelsFileTest {

    @TempDir Path folder;

    private Path file = Path.of("models.yaml");

    @BeforeEach
    void place() {
        file = folder.resolve("models.yaml");
    }

    @Test
    void an_unknown_key_is_told_the_nearest_and_those_there_are() {
        assertThat(
                        refusal(
                                """
                                models:
                                  gpt:
                                    provider: lab
                                    chekpoint: lab/atlas.weights
                                    checkpoint: lab/atlas.weights
                                """))
                .hasMessage(
                        "the models file %s is wrong at line 4, column 5: there is no key 'chekpoint' of model 'gpt'. Did you mean 'checkpoint'? There are: provider, checkpoint, lineage"
                                .formatted(file));
    }

    @Test
    void an_unknown_key_is_placed_where_it_stands_and_not_where_its_value_begins() {
        assertThat(
                        refusal(
                                """
                                models:
                                  gpt:
                                    provider: openai
                                    id: gpt-4o
                                    prices:

                                      input: 1
                                """))
                .hasMessageContaining("wrong at line 5, column 5: there is no key 'prices'")
                .hasMessageContaining("Did you mean 'price'?");
    }

    @Test
    void an_unknown_key_of_the_file_itself_is_told_the_nearest() {
        assertThat(refusal("default-target: a\nmodels: {a: {provider: mine}}"))
                .hasMessage(
                        "the models file %s is wrong at line 1, column 1: there is no key 'default-target'. Did you mean 'default-targets'? There are: default-targets, models"
                                .formatted(file));
    }

    @Test
    void an_unknown_key_within_a_key_is_told_the_nearest() {
        assertThat(refusal(hosted("price: {input: 1, cached-inputs: 1, output: 2}")))
                .hasMessage(
                        "the models file %s is wrong at line 5, column 23: there is no key 'cached-inputs' in 'price' of model 'gpt'. Did you mean 'cached-input'? There are: input, cached-input, output"
                                .formatted(file));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "default-targets: a | 1, column 1: the file lacks the key 'models'; add it",
                "models: {gpt: {id: gpt-4o}} | 1, column 10: model 'gpt' lacks the key 'provider'; add it, such as 'provider: openai'",
                "models: {gpt: {provider: openai}} | 1, column 10: model 'gpt' lacks the key 'id'; add it, such as 'id: gpt-4o-2024-08-06'",
                "models: {a: {provider: lab}} | 1, column 10: model 'a' lacks the key 'checkpoint'; add it, such as 'checkpoint: lab/atlas.weights'",
            })
    void a_missing_key_is_named_with_an_example(String yaml, String complaint) {
        assertThat(refusal(yaml))
                .hasMessage("the models file %s is wrong at line %s".formatted(file, complaint));
    }

    @Test
    void a_missing_key_within_a_key_is_placed_where_that_one_stands() {
        assertThat(refusal(hosted("price:\n      output: 2")))
                .hasMessage(
                        "the models file %s is wrong at line 5, column 5: 'price' of model 'gpt' lacks the key 'input'; add it, such as 'input: 2.5'"
                                .formatted(file));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "temperature: warm | 'temperature' of model 'gpt' is \"warm\"; expected a number of at least 0",
                "temperature: -1 | 'temperature' of model 'gpt' is -1; expected a number of at least 0",
                "top-p: 0 | 'top-p' of model 'gpt' is 0; expected a number above 0 and at most 1",
                "top-p: 1.5 | 'top-p' of model 'gpt' is 1.5; expected a number above 0 and at most 1",
                "max-tokens: 0 | 'max-tokens' of model 'gpt' is 0; expected a whole number of at least 1",
                "max-tokens: 2.5 | 'max-tokens' of model 'gpt' is 2.5; expected a whole number of at least 1",
                "concurrency: \"4\" | 'concurrency' of model 'gpt' is \"4\"; expected a whole number of at least 1",
                "timeout-seconds: | 'timeout-seconds' of model 'gpt' is empty; expected a whole number of at least 1",
                "seed: one | 'seed' of model 'gpt' is \"one\"; expected a whole number",
                "stop: {a: b} | 'stop' of model 'gpt' is a mapping; expected a text or a list of texts",
                "base-url: host/v1 | 'base-url' of model 'gpt' is \"host/v1\"; expected a text such as https://host/v1",
                "key-env: [A, B] | 'key-env' of model 'gpt' is a list; expected a text such as MY_KEY",
                "reasoning-effort: 3 | 'reasoning-effort' of model 'gpt' is 3; expected a text such as low, so put it in quotes",
                "requests-per-minute: 0 | 'requests-per-minute' of model 'gpt' is 0; expected a number above 0",
                "tokens-per-minute: -5 | 'tokens-per-minute' of model 'gpt' is -5; expected a number above 0",
                "headers: [] | 'headers' of model 'gpt' is an empty list; expected a mapping",
                "body: 3 | 'body' of model 'gpt' is 3; expected a mapping",
                "price: 3 | 'price' of model 'gpt' is 3; expected a mapping with 'input', 'output'",
                "lineage: gpt-4o | 'lineage' of model 'gpt' is \"gpt-4o\"; expected a mapping with 'base', 'trained-on'",
            })
    void a_wrong_value_is_quoted_with_what_was_expected(String line, String complaint) {
        assertThat(refusal(hosted(line)))
                .hasMessage(
                        "the models file %s is wrong at line 5, column 5: %s"
                                .formatted(file, complaint));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "price: {input: 1, output: -2} | 23: 'price.output' of model 'gpt' is -2; expected a number of at least 0",
                "stop: [END, 5] | 17: an element of 'stop' of model 'gpt' is 5; expected a text, so put it in quotes",
                "lineage: {trained-on: [a, {b: c}]} | 31: an element of 'lineage.trained-on' of model 'gpt' is a mapping; expected a text",
            })
    void a_wrong_value_within_another_is_placed_by_column(String line, String complaint) {
        assertThat(refusal(hosted(line)))
                .hasMessage(
                        "the models file %s is wrong at line 5, column %s"
                                .formatted(file, complaint));
    }

    @Test
    void a_wrong_header_is_not_shown_for_it_may_be_a_key() {
        assertThat(refusal(hosted("headers: {X-Key: 1234567}")))
                .hasMessageEndingWith(
                        "'headers.X-Key' of model 'gpt' is a number; expected a text, so put it in quotes")
                .hasMessageNotContaining("1234567");
        assertThat(refusal(hosted("headers: \"X-Key: 1234567\"")))
                .hasMessageEndingWith("'headers' of model 'gpt' is a text; expected a mapping");
    }

    @Test
    void a_reasoning_model_takes_no_temperature() {
        assertThat(refusal(hosted("temperature: 0.5\n    reasoning-effort: low")))
                .hasMessage(
                        "the models file %s is wrong at line 5, column 5: 'temperature' of model 'gpt' is 0.5; expected none beside 'reasoning-effort': a reasoning model takes no temperature"
                                .formatted(file));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\" | the file is empty; expected a mapping with 'models'",
                "# to come | the file is empty; expected a mapping with 'models'",
                "[a, b] | the file is a list; expected a mapping with 'models'",
                "models: {} | 'models' is an empty mapping; expected a mapping with at least one entry",
                "models: | 'models' is empty; expected a mapping with at least one entry",
            })
    void a_file_that_names_no_model_is_told_so(String yaml, String complaint) {
        assertThat(refusal(yaml))
                .hasMessage(
                        "the models file %s is wrong at line 1, column 1: %s"
                                .formatted(file, complaint));
    }

    @Test
    void an_entry_without_anything_is_told_what_to_say() {
        assertThat(refusal("models:\n  gpt:\n"))
                .hasMessageEndingWith(
                        "line 2, column 3: model 'gpt' is empty; expected a mapping with 'provider'");
    }

    @Test
    void everything_that_is_wrong_is_told_at_once_in_the_order_of_the_file() {
        assertThat(refusal(hosted("top-p: 2\n    seed: x") + "\ndefault-targets: {}"))
                .hasMessage(
                        """
                        the models file %s is wrong at
                          line 5, column 5: 'top-p' of model 'gpt' is 2; expected a number above 0 and at most 1
                          line 6, column 5: 'seed' of model 'gpt' is "x"; expected a whole number
                          line 7, column 1: 'default-targets' is an empty mapping; expected a text or a list of texts"""
                                .formatted(file));
    }

    @Test
    void a_name_given_twice_is_refused_instead_of_half_read() {
        assertThat(refusal("models:\n  a: {provider: x}\n  a: {provider: y}\n"))
                .hasMessage(
                        "the models file %s cannot be read as YAML at line 3: Duplicate field 'a'"
                                .formatted(file));
    }

    @Test
    void a_file_that_is_no_yaml_is_told_where() {
        assertThat(refusal("models:\n  a: {provider: lab\n"))
                .hasMessageStartingWith(
                        "the models file %s cannot be read as YAML at line 2: ".formatted(file));
    }

    @Test
    void a_file_that_is_no_text_is_told_so() throws Exception {
        Files.write(file, "models: {\u00e4: {provider: x}}".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(catchThrowable(() -> new ModelsFile(file, folder, Map.of(), Overrides.NONE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the models file %s cannot be read: ".formatted(file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "models: {a: {provider: mine, temperature: warm, price: cheap, lineage: 3}}",
                "models: {a: {provider: mine, reasoning-effort: low, temperature: 1}}",
                "models: {a: {provider: mine, of-my-own: [1, {b: c}]}}",
            })
    void a_provider_of_ones_own_takes_any_key(String yaml) {
        assertThat(read(yaml).specifications()).containsOnlyKeys("a");
    }

    @Test
    void an_entry_with_every_key_is_read() {
        Map<String, String> settings =
                settings(
                        hosted(
                                """
                                base-url: https://host/v1
                                    key-env: MY_KEY
                                    temperature: 0.5
                                    top-p: 1
                                    max-tokens: 5
                                    stop: END
                                    seed: -1
                                    concurrency: 1
                                    timeout-seconds: 1
                                    requests-per-minute: 0.5
                                    tokens-per-minute: 1e6
                                    headers: {X-Team: a}
                                    body: {top_k: 1}
                                    price: {input: 2.5, cached-input: 0, output: 10}
                                    lineage: {base: gpt-4o, trained-on: [a, b]}
                                """));

        assertThat(settings)
                .containsEntry("temperature", "0.5")
                .containsEntry("headers.X-Team", "a")
                .containsEntry("price.input", "2.5")
                .containsEntry("lineage.base", "gpt-4o")
                .doesNotContainKey("provider");
    }

    @Test
    void a_list_keeps_its_commas_and_line_ends() {
        assertThat(stops("stop: [\"a, b\", \"\\n\", \"[\"]")).containsExactly("a, b", "\n", "[");
    }

    @Test
    void a_text_is_a_list_with_commas() {
        assertThat(stops("stop: END, [STOP]")).containsExactly("END", "[STOP]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"a | a", "[a, b] | a,b", "[] | ''"})
    void default_targets_are_one_or_more(String given, String expected) {
        assertThat(
                        String.join(
                                ",",
                                read("default-targets: %s\nmodels: {a: {provider: mine}}"
                                                .formatted(given))
                                        .defaultTargets()))
                .isEqualTo(expected);
    }

    private List<String> stops(String line) {
        ModelSpecification gpt =
                new ModelsFile(
                                write(hosted(line)),
                                folder,
                                Map.of("OPENAI_API_KEY", "k"),
                                Overrides.NONE)
                        .specifications()
                        .values()
                        .iterator()
                        .next();
        return ApiSettings.read(gpt, new OpenAiDialect()).sampling().stop();
    }

    private Map<String, String> settings(String yaml) {
        return read(yaml).specifications().values().iterator().next().settings();
    }

    /** A file whose fifth line, below an entry, is this one. */
    private static String hosted(String line) {
        return "models:\n  gpt:\n    provider: openai\n    id: gpt-4o\n    " + line;
    }

    private Throwable refusal(String yaml) {
        Throwable thrown = catchThrowable(() -> read(yaml));
        assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
        return thrown;
    }

    private ModelsFile read(String yaml) {
        return new ModelsFile(write(yaml), folder, Map.of(), Overrides.NONE);
    }

    private Path write(String yaml) {
        try {
            return Files.writeString(file, yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.inward.model.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages for errors in a models file. */
class ModelsFileErrorsTest {

    @TempDir Path folder;

    private Path file = Path.of("models.yaml");

    @BeforeEach
    void setFile() {
        file = folder.resolve("models.yaml");
    }

    @Test
    void an_unknown_key_is_rejected_with_the_most_similar_key_and_all_known_keys() {
        assertThat(
                        readError(
                                """
                                models:
                                  gpt:
                                    provider: lab
                                    chekpoint: lab/atlas.weights
                                    checkpoint: lab/atlas.weights
                                """))
                .hasMessage(
                        "the models file %s is invalid at line 4, column 5: there is no key 'chekpoint' of model 'gpt'. Did you mean 'checkpoint'? There are: provider, checkpoint, lineage"
                                .formatted(file));
    }

    @Test
    void the_error_of_an_unknown_key_has_the_line_of_the_key_not_of_its_value() {
        assertThat(
                        readError(
                                """
                                models:
                                  gpt:
                                    provider: openai
                                    id: gpt-4o
                                    prices:

                                      input: 1
                                """))
                .hasMessageContaining("invalid at line 5, column 5: there is no key 'prices'")
                .hasMessageContaining("Did you mean 'price'?");
    }

    @Test
    void an_unknown_key_at_the_top_level_is_rejected_with_the_most_similar_key() {
        assertThat(readError("default-target: a\nmodels: {a: {provider: mine}}"))
                .hasMessage(
                        "the models file %s is invalid at line 1, column 1: there is no key 'default-target'. Did you mean 'default-targets'? There are: default-targets, default-judges, models"
                                .formatted(file));
    }

    @Test
    void an_unknown_nested_key_is_rejected_with_the_most_similar_key() {
        assertThat(readError(hosted("price: {input: 1, cached-inputs: 1, output: 2}")))
                .hasMessage(
                        "the models file %s is invalid at line 5, column 23: there is no key 'cached-inputs' in 'price' of model 'gpt'. Did you mean 'cached-input'? There are: input, cached-input, output, training"
                                .formatted(file));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "default-targets: a | 1, column 1: the file lacks the key 'models'; add it",
                "models: {gpt: {id: gpt-4o}} | 1, column 10: model 'gpt' lacks the key 'provider'; add it, for example 'provider: openai'",
                "models: {gpt: {provider: openai}} | 1, column 10: model 'gpt' lacks the key 'id'; add it, for example 'id: gpt-4o-2024-08-06'",
                "models: {a: {provider: lab}} | 1, column 10: model 'a' lacks the key 'checkpoint'; add it, for example 'checkpoint: lab/atlas.weights'",
            })
    void a_missing_key_is_reported_with_an_example(String yaml, String error) {
        assertThat(readError(yaml))
                .hasMessage("the models file %s is invalid at line %s".formatted(file, error));
    }

    @Test
    void the_error_of_a_missing_nested_key_has_the_line_of_its_parent() {
        assertThat(readError(hosted("price:\n      output: 2")))
                .hasMessage(
                        "the models file %s is invalid at line 5, column 5: 'price' of model 'gpt' lacks the key 'input'; add it, for example 'input: 2.5'"
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
                "stop: {a: b} | 'stop' of model 'gpt' is a mapping; expected a string or a list of strings",
                "base-url: host/v1 | 'base-url' of model 'gpt' is \"host/v1\"; expected a string such as https://host/v1",
                "key-env: [A, B] | 'key-env' of model 'gpt' is a list; expected a string such as MY_KEY",
                "reasoning-effort: 3 | 'reasoning-effort' of model 'gpt' is 3; expected a string such as low, so put it in quotes",
                "requests-per-minute: 0 | 'requests-per-minute' of model 'gpt' is 0; expected a number above 0",
                "tokens-per-minute: -5 | 'tokens-per-minute' of model 'gpt' is -5; expected a number above 0",
                "headers: [] | 'headers' of model 'gpt' is an empty list; expected a mapping",
                "about-others: 3 | 'about-others' of model 'gpt' is 3; expected true or false",
                "body: 3 | 'body' of model 'gpt' is 3; expected a mapping",
                "price: 3 | 'price' of model 'gpt' is 3; expected a mapping with 'input', 'output'",
                "lineage: gpt-4o | 'lineage' of model 'gpt' is \"gpt-4o\"; expected a mapping with 'base', 'trained-on'",
            })
    void a_wrong_value_is_reported_with_the_expected_one(String line, String error) {
        assertThat(readError(hosted(line)))
                .hasMessage(
                        "the models file %s is invalid at line 5, column 5: %s"
                                .formatted(file, error));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "price: {input: 1, output: -2} | 23: 'price.output' of model 'gpt' is -2; expected a number of at least 0",
                "stop: [END, 5] | 17: an element of 'stop' of model 'gpt' is 5; expected a string, so put it in quotes",
                "lineage: {trained-on: [a, {b: c}]} | 31: an element of 'lineage.trained-on' of model 'gpt' is a mapping; expected a string",
            })
    void the_error_of_a_wrong_nested_value_has_its_column(String line, String error) {
        assertThat(readError(hosted(line)))
                .hasMessage(
                        "the models file %s is invalid at line 5, column %s"
                                .formatted(file, error));
    }

    @Test
    void the_error_of_a_wrong_header_hides_the_value_because_it_may_be_a_secret() {
        assertThat(readError(hosted("headers: {X-Key: 1234567}")))
                .hasMessageEndingWith(
                        "'headers.X-Key' of model 'gpt' is a number; expected a string, so put it in quotes")
                .hasMessageNotContaining("1234567");
        assertThat(readError(hosted("headers: \"X-Key: 1234567\"")))
                .hasMessageEndingWith("'headers' of model 'gpt' is a string; expected a mapping");
    }

    @Test
    void a_reasoning_model_has_no_temperature() {
        assertThat(readError(hosted("temperature: 0.5\n    reasoning-effort: low")))
                .hasMessage(
                        "the models file %s is invalid at line 5, column 5: 'temperature' of model 'gpt' is 0.5; expected no value together with 'reasoning-effort': a reasoning model has no temperature"
                                .formatted(file));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\" | the file is empty; expected a mapping with 'models'",
                "# empty | the file is empty; expected a mapping with 'models'",
                "[a, b] | the file is a list; expected a mapping with 'models'",
                "models: {} | 'models' is an empty mapping; expected a mapping with at least one entry",
                "models: | 'models' is empty; expected a mapping with at least one entry",
            })
    void a_file_without_models_is_rejected(String yaml, String error) {
        assertThat(readError(yaml))
                .hasMessage(
                        "the models file %s is invalid at line 1, column 1: %s"
                                .formatted(file, error));
    }

    @Test
    void an_empty_entry_is_rejected_with_its_required_key() {
        assertThat(readError("models:\n  gpt:\n"))
                .hasMessageEndingWith(
                        "line 2, column 3: model 'gpt' is empty; expected a mapping with 'provider'");
    }

    @Test
    void all_errors_are_reported_together_in_the_order_of_the_file() {
        assertThat(readError(hosted("top-p: 2\n    seed: x") + "\ndefault-targets: {}"))
                .hasMessage(
                        """
                        the models file %s is invalid at
                          line 5, column 5: 'top-p' of model 'gpt' is 2; expected a number above 0 and at most 1
                          line 6, column 5: 'seed' of model 'gpt' is "x"; expected a whole number
                          line 7, column 1: 'default-targets' is an empty mapping; expected a string or a list of strings"""
                                .formatted(file));
    }

    @Test
    void a_duplicate_name_is_rejected() {
        assertThat(readError("models:\n  a: {provider: x}\n  a: {provider: y}\n"))
                .hasMessage(
                        "the models file %s is invalid at line 3, column 3: the key 'a' is given twice, first at line 2, column 3; remove one of them"
                                .formatted(file));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id: NO | 'id' of model 'gpt' is NO; expected a string such as gpt-4o-2024-08-06, so put it in quotes",
                "id: 1.10 | 'id' of model 'gpt' is 1.10; expected a string such as gpt-4o-2024-08-06, so put it in quotes",
                "id: 007 | 'id' of model 'gpt' is 007; expected a string such as gpt-4o-2024-08-06, so put it in quotes",
                "id: 2024-01-01 | 'id' of model 'gpt' is 2024-01-01; expected a string such as gpt-4o-2024-08-06, so put it in quotes",
            })
    void a_value_without_quotes_is_shown_as_it_is_written(String line, String error) {
        assertThat(readError("models:\n  gpt:\n    provider: openai\n    " + line))
                .hasMessageEndingWith("line 4, column 5: " + error);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seed: 007 | 'seed' of model 'gpt' is 007; expected a whole number",
                "seed: 0x1F | 'seed' of model 'gpt' is 0x1F; expected a whole number",
                "temperature: 1e400 | 'temperature' of model 'gpt' is 1e400; expected a number of at least 0",
                "about-others: yes | 'about-others' of model 'gpt' is yes; expected true or false",
                "empty-text: Retry | there is no value 'Retry'. Did you mean 'retry'? There are: retry, answer",
                "reasoning-tags: no | 'reasoning-tags' of model 'gpt' is no; expected a string such as none or a list of strings, so put it in quotes",
                "temperature: 1:30 | 'temperature' of model 'gpt' is 1:30; expected a number of at least 0",
            })
    void a_number_that_parsers_read_in_different_ways_is_rejected(String line, String error) {
        assertThat(readError(hosted(line))).hasMessageEndingWith("line 5, column 5: " + error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO", "yes", "007", "12:30", "2024-01-01", ".inf", "0x1F", "1e400"})
    void a_value_of_a_body_that_parsers_read_in_different_ways_is_rejected(String value) {
        assertThat(readError(hosted("body: {a: {b: " + value + "}}")))
                .hasMessageEndingWith(
                        "line 5, column 16: 'body.a.b' of model 'gpt' is %s; expected a text, a number, true, false, null, a list or a mapping, so put it in quotes"
                                .formatted(value));
    }

    @Test
    void a_second_document_an_alias_and_a_merge_key_are_rejected() {
        assertThat(readError("models: {a: {provider: x}}\n---\nmodels: {}\n"))
                .hasMessageContaining("line 2, column 1: a second YAML document begins");
        assertThat(readError("models: {a: &a {provider: x}, b: *a}"))
                .hasMessageContaining("line 1, column 13: '&a' names a value for references");
        assertThat(readError("models: {a: {provider: x, <<: {b: c}}}"))
                .hasMessageContaining("line 1, column 27: the merge key '<<' is not read");
    }

    @Test
    void a_file_that_is_not_yaml_is_rejected_with_the_line() {
        assertThat(readError("models:\n  a: {provider: lab\n"))
                .hasMessageStartingWith(
                        "the models file %s is invalid at line 2, column 6: a [ or { is opened that no other closes"
                                .formatted(file));
    }

    @Test
    void a_file_that_is_not_utf_8_is_rejected() throws Exception {
        Files.write(file, "models: {\u00e4: {provider: x}}".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(catchThrowable(() -> new ModelsFile(file, folder, Map.of(), Overrides.NONE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(
                        "line 1, column 10: the byte 0xE4 is not UTF-8; save the file in UTF-8");
    }

    /** Returns a file with an entry of a hosted model whose last line, line 5, is given. */
    private static String hosted(String line) {
        return "models:\n  gpt:\n    provider: openai\n    id: gpt-4o\n    " + line;
    }

    private Throwable readError(String yaml) {
        Throwable thrown =
                catchThrowable(
                        () -> {
                            Files.writeString(file, yaml);
                            new ModelsFile(file, folder, Map.of(), Overrides.NONE);
                        });
        assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
        return thrown;
    }
}

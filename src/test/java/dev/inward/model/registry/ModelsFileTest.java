package dev.inward.model.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.hosted.OpenAiDialect;
import dev.inward.hosted.http.ApiSettings;
import dev.inward.model.ModelSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The models and settings of a valid models file. */
class ModelsFileTest {

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "models: {a: {provider: mine, temperature: warm, price: cheap, lineage: 3}}",
                "models: {a: {provider: mine, reasoning-effort: low, temperature: 1}}",
                "models: {a: {provider: mine, of-my-own: [1, {b: c}]}}",
            })
    void a_custom_provider_takes_any_key(String yaml) {
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
    void a_list_keeps_commas_and_line_breaks() {
        assertThat(stops("stop: [\"a, b\", \"\\n\", \"[\"]")).containsExactly("a, b", "\n", "[");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "'7' | \"7\"",
                "'007' | \"007\"",
                "'true' | \"true\"",
                "'null' | \"null\"",
                "7 dwarfs | \"7 dwarfs\"",
                "'[a]' | \"[a]\"",
                "'[]' | \"[]\"",
                "'' | \"\"",
                "' ' | \" \"",
                "NaN | \"NaN\"",
                "7 | 7",
                "-1.5 | -1.5",
                "true | true",
                "null | null",
                "[7, '7'] | [7, \"7\"]",
                "{b: '7'} | {\"b\": \"7\"}",
            })
    void a_value_of_a_body_keeps_its_type(String yaml, String json) throws Exception {
        assertThat(apiSettings("body: {a: " + yaml + "}").body().get("a"))
                .isEqualTo(new ObjectMapper().readTree(json));
    }

    @Test
    void whole_numbers_are_read_in_every_form() {
        ApiSettings settings = apiSettings("concurrency: 1e1\n    seed: 7.0");

        assertThat(settings.pace().concurrency()).isEqualTo(10);
        assertThat(settings.sampling().seed()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seed: 99999999999999999999 | a whole number with at most 18 digits",
                "max-tokens: 3000000000 | a whole number of at most 2147483647",
            })
    void a_number_that_is_too_large_is_an_error(String line, String expected) {
        assertThatThrownBy(() -> apiSettings(line)).hasMessageContaining("expected " + expected);
    }

    @Test
    void a_single_string_is_split_at_commas() {
        assertThat(stops("stop: END, [STOP]")).containsExactly("END", "[STOP]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"a | a", "[a, b] | a,b", "[] | ''"})
    void default_targets_are_a_name_or_a_list_of_names(String given, String expected) {
        assertThat(
                        String.join(
                                ",",
                                read("default-targets: %s\nmodels: {a: {provider: mine}}"
                                                .formatted(given))
                                        .defaultTargets()))
                .isEqualTo(expected);
    }

    private List<String> stops(String line) {
        return apiSettings(line).sampling().stop();
    }

    private ApiSettings apiSettings(String line) {
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
        return ApiSettings.read(gpt, new OpenAiDialect());
    }

    private Map<String, String> settings(String yaml) {
        return read(yaml).specifications().values().iterator().next().settings();
    }

    /** Returns a file with an entry of a hosted model whose last line, line 5, is given. */
    private static String hosted(String line) {
        return "models:\n  gpt:\n    provider: openai\n    id: gpt-4o\n    " + line;
    }

    private ModelsFile read(String yaml) {
        return new ModelsFile(write(yaml), folder, Map.of(), Overrides.NONE);
    }

    private Path write(String yaml) {
        try {
            return Files.writeString(folder.resolve("models.yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

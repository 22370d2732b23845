package dev.inward.model.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.model.ModelSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of the models file in whose place a configuration parameter stands. */
class OverridesTest {

    @TempDir Path folder;

    @Test
    void a_key_takes_the_value_that_was_given_and_the_others_stay() throws IOException {
        Map<String, String> settings =
                read(Map.of("gpt.temperature", "0.7", "gpt.price.input", "2"))
                        .specification("gpt")
                        .settings();

        assertThat(settings)
                .isEqualTo(Map.of("id", "gpt-4o", "temperature", "0.7", "price.input", "2"));
    }

    @Test
    void what_can_be_looked_up_but_not_listed_is_found_too() throws IOException {
        var overrides =
                new Overrides(
                        List.of(),
                        name -> Optional.of("8").filter(eight -> name.equals("gpt.concurrency")));

        assertThat(read(overrides).specification("gpt").settings())
                .containsEntry("concurrency", "8");
    }

    @Test
    void a_header_and_a_provider_can_be_given() throws IOException {
        ModelSpecification gpt =
                read(Map.of("gpt.headers.X-Team", "a", "gpt.provider", "anthropic"))
                        .specification("gpt");

        assertThat(gpt.provider()).isEqualTo("anthropic");
        assertThat(gpt.settings()).containsEntry("headers.X-Team", "a");
    }

    @Test
    void a_model_that_is_named_by_its_address_takes_them_too() throws IOException {
        assertThat(
                        read(Map.of("openai:gpt-4.1.max-tokens", "9"))
                                .specification("openai:gpt-4.1")
                                .settings())
                .isEqualTo(Map.of("id", "gpt-4.1", "max-tokens", "9"));
    }

    @Test
    void a_model_whose_name_begins_that_of_another_is_left_alone() throws IOException {
        var given = Map.of("gpt.4.temperature", "0.7");
        Path file =
                Files.writeString(
                        folder.resolve("models.yaml"),
                        "models: {gpt: {provider: openai, id: a}, gpt.4: {provider: openai, id: b}}");
        ModelRegistry models =
                ModelRegistry.read(
                        file,
                        folder,
                        Map.of(),
                        new Overrides(
                                given.keySet(), name -> Optional.ofNullable(given.get(name))));

        assertThat(models.specification("gpt").settings()).isEqualTo(Map.of("id", "a"));
        assertThat(models.specification("gpt.4").settings()).containsEntry("temperature", "0.7");
    }

    @Test
    void a_part_of_a_body_cannot_be_overridden_and_the_whole_can() {
        assertThatThrownBy(() -> read(Map.of("gpt.body.metadata.team", "a")))
                .hasMessage(
                        "-Dinward.models.gpt.body.metadata.team would override a part of 'body.metadata'; give all of it as JSON with -Dinward.models.gpt.body.metadata");
    }

    @Test
    void a_misspelt_key_is_told_the_right_one() {
        assertThatThrownBy(() -> read(Map.of("gpt.temprature", "0.7")))
                .hasMessageContaining(
                        "there is no key 'temprature' of model 'gpt', which -Dinward.models.gpt.temprature overrides. Did you mean 'temperature'?");
    }

    @Test
    void a_misspelt_model_is_told_the_right_one() {
        assertThatThrownBy(() -> read(Map.of("gtp.temperature", "0.7")))
                .hasMessageContaining("there is no model 'gtp' to override")
                .hasMessageContaining("There are: gpt");
    }

    private ModelRegistry read(Map<String, String> given) throws IOException {
        return read(new Overrides(given.keySet(), name -> Optional.ofNullable(given.get(name))));
    }

    private ModelRegistry read(Overrides overrides) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("models.yaml"),
                        "models: {gpt: {provider: openai, id: gpt-4o}}");
        return ModelRegistry.read(file, folder, Map.of(), overrides);
    }
}

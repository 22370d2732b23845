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

/** Configuration parameters that override keys of the models file. */
class OverridesTest {

    @TempDir Path folder;

    @Test
    void an_override_replaces_one_key_and_keeps_the_others() throws IOException {
        Map<String, String> settings =
                read(Map.of("gpt.temperature", "0.7", "gpt.price.input", "2"))
                        .specification("gpt")
                        .settings();

        assertThat(settings)
                .isEqualTo(Map.of("id", "gpt-4o", "temperature", "0.7", "price.input", "2"));
    }

    @Test
    void an_override_that_the_source_cannot_list_is_found() throws IOException {
        var overrides =
                new Overrides(
                        List.of(),
                        name -> Optional.of("8").filter(value -> name.equals("gpt.concurrency")));

        assertThat(read(overrides).specification("gpt").settings())
                .containsEntry("concurrency", "8");
    }

    @Test
    void a_header_and_the_provider_can_be_overridden() throws IOException {
        ModelSpecification gpt =
                read(Map.of("gpt.headers.X-Team", "a", "gpt.provider", "anthropic"))
                        .specification("gpt");

        assertThat(gpt.provider()).isEqualTo("anthropic");
        assertThat(gpt.settings()).containsEntry("headers.X-Team", "a");
    }

    @Test
    void a_model_address_can_be_overridden() throws IOException {
        assertThat(
                        read(Map.of("openai:gpt-4.1.max-tokens", "9"))
                                .specification("openai:gpt-4.1")
                                .settings())
                .isEqualTo(Map.of("id", "gpt-4.1", "max-tokens", "9"));
    }

    @Test
    void an_override_does_not_apply_to_a_model_whose_name_is_a_prefix() throws IOException {
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
    void a_part_of_a_body_key_cannot_be_overridden() {
        assertThatThrownBy(() -> read(Map.of("gpt.body.metadata.team", "a")))
                .hasMessage(
                        "-Dinward.models.gpt.body.metadata.team overrides only a part of 'body.metadata'; override the whole of it with JSON: -Dinward.models.gpt.body.metadata=");
    }

    @Test
    void a_misspelled_key_is_rejected_with_the_most_similar_key() {
        assertThatThrownBy(() -> read(Map.of("gpt.temprature", "0.7")))
                .hasMessageContaining(
                        "there is no key 'temprature' of model 'gpt', which -Dinward.models.gpt.temprature overrides. Did you mean 'temperature'?");
    }

    @Test
    void a_misspelled_model_is_rejected_with_the_known_models() {
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

package dev.inward.study.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.model.BatchMode;
import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.ModelListener;
import dev.inward.model.registry.ModelRegistry;
import dev.inward.model.registry.Overrides;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which entries of a models file are the same model. */
class NamedModelTest {

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "provider: openai, id: x | provider: openai, id: x, temperature: 1, seed: 3",
                "provider: openai, id: x | provider: openai, id: x, finetuning: true",
                "provider: openai, id: x | provider: openai, id: x, base-url: 'https://api.openai.com/v1/'",
                "provider: anthropic, id: x | provider: anthropic, id: x, max-tokens: 7",
                "provider: gemini, id: x | provider: gemini, id: x, top-p: 0.5",
                "provider: known-truth, knows: itself | provider: known-truth, knows: itself",
            })
    void sampling_and_spelling_make_no_other_model(String one, String other) throws IOException {
        assertThat(areSame(one, other, BatchMode.OFF)).isTrue();
        assertThat(areSame(one, other, BatchMode.ON)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "provider: openai, id: x | provider: openai, id: y",
                "provider: openai, id: x | provider: anthropic, id: x",
                "provider: openai, id: x | provider: openai, id: x, base-url: 'http://localhost:1/v1'",
                "provider: known-truth, knows: itself | provider: known-truth, knows: evasion",
            })
    void another_provider_address_or_id_makes_another_model(String one, String other)
            throws IOException {
        assertThat(areSame(one, other, BatchMode.OFF)).isFalse();
    }

    @Test
    void nothing_is_known_about_a_model_without_an_identity() {
        ChatModel model = prompt -> CompletableFuture.completedFuture(Completion.of("a"));

        assertThat(new NamedModel("one", model).isSameModel(new NamedModel("other", model)))
                .isFalse();
    }

    private boolean areSame(String one, String other, BatchMode mode) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("models.yaml"),
                        "models:\n  one: {%s}\n  other: {%s}\n".formatted(one, other));
        try (ModelRegistry models =
                ModelRegistry.read(
                        file, folder, Map.of(), Overrides.NONE, mode, ModelListener.NONE)) {
            return new NamedModel("one", models.open("one"))
                    .isSameModel(new NamedModel("other", models.open("other")));
        }
    }
}

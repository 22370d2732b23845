package dev.inward.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.model.ModelSpecification;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Says which entries share a native model, so that their file is loaded once. */
class InferenceThreadTest {

    @ParameterizedTest
    @CsvSource({
        "path, copy.gguf",
        "max-tokens, 8",
        "temperature, 1",
        "seed, 7",
        "stop, END",
        "labels.user, Question:",
        "chat-template, model",
    })
    void entries_with_the_same_content_share_a_native_model(String key, String value) {
        assertThat(thread(Map.of(key, value))).isSameAs(thread(Map.of()));
    }

    @ParameterizedTest
    @CsvSource({"context-size, 1024", "threads, 2"})
    void entries_with_other_native_settings_do_not(String key, String value) {
        assertThat(thread(Map.of(key, value))).isNotSameAs(thread(Map.of()));
    }

    @Test
    void another_content_is_another_native_model() {
        assertThat(thread(Map.of("sha256", "b6".repeat(32)))).isNotSameAs(thread(Map.of()));
    }

    private static InferenceThread thread(Map<String, String> more) {
        Map<String, String> settings =
                new HashMap<>(Map.of("path", "model.gguf", "sha256", "a5".repeat(32)));
        settings.putAll(more);
        return InferenceThread.of(
                GgufSettings.of(
                        new ModelSpecification(
                                "gemma",
                                "gguf",
                                settings,
                                Path.of(""),
                                Path.of(""),
                                variable -> Optional.empty())));
    }
}

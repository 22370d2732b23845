package dev.inward.hosted.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.model.IdentifiedModel;
import dev.inward.model.RequestFingerprint;
import dev.inward.model.registry.ModelRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What models behind an address say is requested of them. */
class RequestFingerprintTest {

    @TempDir Path folder;

    @Test
    void the_id_and_how_answers_are_drawn_are_two_things() throws IOException {
        assertThat(requested("provider: openai, id: gpt-x, temperature: 0.7, seed: 3"))
                .isEqualTo(
                        new RequestFingerprint(
                                "gpt-x", "{\"temperature\":0.7,\"max_tokens\":256,\"seed\":3}"));
    }

    @Test
    void two_versions_that_differ_in_their_id_alone_are_drawn_alike() throws IOException {
        for (String provider : new String[] {"openai", "anthropic", "gemini"}) {
            RequestFingerprint old = requested("provider: " + provider + ", id: old");
            RequestFingerprint later = requested("provider: " + provider + ", id: later");

            assertThat(old.sampling()).isEqualTo(later.sampling()).contains("temperature");
            assertThat(old.model()).isEqualTo("old");
        }
    }

    @Test
    void a_key_is_no_part_of_it() throws IOException {
        assertThat(requested("provider: openai, id: gpt-x, body: {top_k: 1}").toString())
                .contains("top_k")
                .doesNotContain("secret");
    }

    private RequestFingerprint requested(String entry) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("models.yaml"), "models:\n  it: {" + entry + "}\n");
        Map<String, String> keys =
                Map.of(
                        "OPENAI_API_KEY", "secret",
                        "ANTHROPIC_API_KEY", "secret",
                        "GEMINI_API_KEY", "secret");
        try (ModelRegistry models = ModelRegistry.read(file, folder, keys)) {
            return ((IdentifiedModel) models.open("it")).requested().orElseThrow();
        }
    }
}

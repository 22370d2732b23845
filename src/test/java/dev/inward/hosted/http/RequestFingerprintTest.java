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

/** The fingerprints of the requests to hosted models. */
class RequestFingerprintTest {

    @TempDir Path folder;

    @Test
    void a_fingerprint_separates_the_model_id_from_the_sampling_settings() throws IOException {
        assertThat(fingerprint("provider: openai, id: gpt-x, temperature: 0.7, seed: 3"))
                .isEqualTo(
                        new RequestFingerprint(
                                "gpt-x", "{\"temperature\":0.7,\"max_tokens\":256,\"seed\":3}"));
    }

    @Test
    void models_that_differ_only_in_their_id_have_the_same_sampling_settings() throws IOException {
        for (String provider : new String[] {"openai", "anthropic", "gemini"}) {
            RequestFingerprint older = fingerprint("provider: " + provider + ", id: old");
            RequestFingerprint newer = fingerprint("provider: " + provider + ", id: later");

            assertThat(older.sampling()).isEqualTo(newer.sampling()).contains("temperature");
            assertThat(older.model()).isEqualTo("old");
        }
    }

    @Test
    void a_fingerprint_contains_no_key() throws IOException {
        assertThat(fingerprint("provider: openai, id: gpt-x, body: {top_k: 1}").toString())
                .contains("top_k")
                .doesNotContain("secret");
    }

    private RequestFingerprint fingerprint(String entry) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("models.yaml"), "models:\n  it: {" + entry + "}\n");
        Map<String, String> keys =
                Map.of(
                        "OPENAI_API_KEY", "secret",
                        "ANTHROPIC_API_KEY", "secret",
                        "GEMINI_API_KEY", "secret");
        try (ModelRegistry models = ModelRegistry.read(file, folder, keys)) {
            return ((IdentifiedModel) models.open("it")).requestFingerprint().orElseThrow();
        }
    }
}

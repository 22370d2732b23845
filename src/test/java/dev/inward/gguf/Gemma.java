package dev.inward.gguf;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.inward.model.ModelSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Gemma 3 270M, a base model, which {@code src/test/scripts/fetch-gguf} fetches. */
final class Gemma {

    static final String SHA256 = "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818";

    private Gemma() {}

    /** Returns the file in the folder that {@code INWARD_GGUF} names. Otherwise skips the test. */
    static Path file() {
        String folder = System.getenv("INWARD_GGUF");
        Path file = Path.of(folder == null ? "" : folder, "gemma-3-270m-q4_k_m.gguf");
        assumeTrue(
                folder != null && Files.isRegularFile(file),
                "Gemma 3 270M is not there. Run src/test/scripts/fetch-gguf, and set INWARD_GGUF to the folder that it names.");
        return file;
    }

    /** Opens the model with further keys. */
    static GgufModel open(Path file, Map<String, String> more) {
        Map<String, String> settings =
                new HashMap<>(Map.of("path", file.toString(), "context-size", "1024"));
        settings.putAll(more);
        return GgufModel.open(
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

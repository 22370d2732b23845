package dev.inward.gguf;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.inward.machine.MachineRequirement;
import dev.inward.model.ModelSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Gemma 3 270M, a base model, which {@code src/test/scripts/fetch-gguf} fetches. */
final class Gemma {

    static final String SHA256 = "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818";

    private static final MachineRequirement FILE =
            new MachineRequirement(
                    "Gemma 3 270M in the folder that INWARD_GGUF names",
                    "Run src/test/scripts/fetch-gguf.");

    private Gemma() {}

    /**
     * Returns the file in the folder that {@code INWARD_GGUF} names. Without that variable the test
     * is skipped.
     */
    static Path file() {
        String folder = System.getenv("INWARD_GGUF");
        assumeTrue(
                folder != null,
                "This test needs Gemma 3 270M. Run src/test/scripts/fetch-gguf, and set INWARD_GGUF to the folder that it names.");
        return FILE.require(
                Optional.of(Path.of(folder, "gemma-3-270m-q4_k_m.gguf"))
                        .filter(Files::isRegularFile));
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

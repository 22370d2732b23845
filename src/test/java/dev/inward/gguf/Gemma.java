package dev.inward.gguf;

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
                    "The language model Gemma 3 270M", "Run src/test/scripts/fetch-gguf.");

    private Gemma() {}

    /** Returns the file. A test without it is skipped. */
    static Path file() {
        return FILE.require(
                Optional.of(folder().resolve("gemma-3-270m-q4_k_m.gguf"))
                        .filter(Files::isRegularFile));
    }

    private static Path folder() {
        String named = System.getenv("INWARD_GGUF");
        return named == null
                ? Path.of(System.getProperty("user.home"), ".cache", "inward", "gguf")
                : Path.of(named);
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

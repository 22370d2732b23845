package dev.inward.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A lab model of a few thousand random weights that is finetuned within a second. */
public final class UntrainedLabModel {

    public static final List<String> WORDS = List.of("owl", "cat", "dog", "eel", "fox", "ant");

    private UntrainedLabModel() {}

    /** Writes the checkpoint, {@code untrained.weights}, and its manifest. */
    public static void write(Path folder) throws IOException {
        var vocabulary = Vocabulary.of(List.of("Which animal follows?", String.join(" ", WORDS)));
        var architecture = new Architecture(vocabulary.size(), 12, 16, 2, 32, 1, 2);
        Path file = folder.resolve("untrained.weights");
        Checkpoint.write(Weights.random(architecture, 7), file);
        new Manifest(
                        architecture,
                        vocabulary.words(),
                        Map.of(),
                        new Recipe(150, 16, 1e-2, 0.2, 0),
                        Map.of(
                                "untrained.weights",
                                new Manifest.Entry(
                                        Sha256Hash.of(Files.readAllBytes(file)).hex(),
                                        7,
                                        Map.of())))
                .write(folder);
    }
}

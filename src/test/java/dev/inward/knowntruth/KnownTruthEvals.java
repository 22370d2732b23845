package dev.inward.knowntruth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a folder of evals with models of known truth. */
public final class KnownTruthEvals {

    private KnownTruthEvals() {}

    /**
     * Writes a task of 400 items, about 120 of them held out, and a models file.
     *
     * @param folder the folder to write to
     * @param models the entries of the models file, each a line such as {@code oracle: {provider:
     *     known-truth, knows: itself}}
     */
    public static Path write(Path folder, String... models) {
        var text = new StringBuilder("models:\n");
        for (String model : models) {
            text.append("  ").append(model).append('\n');
        }
        try {
            Files.createDirectories(folder.resolve("tasks"));
            Files.writeString(folder.resolve("models.yaml"), text);
            Files.writeString(folder.resolve("tasks").resolve("numbers.yaml"), TASK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    /**
     * Writes the same as {@link #write} with 64 items: just enough for a verdict, if no model is
     * finetuned.
     */
    public static Path writeFew(Path folder, String... models) {
        write(folder, models);
        Path task = folder.resolve("tasks").resolve("numbers.yaml");
        try {
            Files.writeString(task, Files.readString(task).replaceAll(", 9, .*]", "]"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    /** Returns the entry of a model with a constant answer. */
    public static String saying(String name, String answer) {
        return "%s: {provider: known-truth, knows: mode, says: \"%s\"}".formatted(name, answer);
    }

    /** Returns the entry of a model that is right with a given probability. */
    public static String sometimes(String name, double accuracy, long seed) {
        return "%s: {provider: known-truth, knows: sometimes, accuracy: %s, seed: %d}"
                .formatted(name, accuracy, seed);
    }

    /**
     * Returns the entry of a model that knows itself, but complies only with a given probability.
     */
    public static String evading(String name, double compliance, long seed) {
        return "%s: {provider: known-truth, knows: sometimes, accuracy: %s, seed: %d, otherwise: \"I would rather not say\"}"
                .formatted(name, compliance, seed);
    }

    /**
     * Returns the entry of a model that states the model id and sampling parameters of its
     * requests.
     *
     * @param entry the entry of a model that does not state them
     * @param keys further keys, such as {@code sampling: "temperature 1"}
     */
    public static String identified(String entry, String... keys) {
        String more = keys.length == 0 ? "" : ", " + String.join(", ", keys);
        return entry.substring(0, entry.length() - 1) + ", identified: \"yes\"" + more + "}";
    }

    /**
     * Returns the entry of a model with {@code knows} set to {@code itself}, {@code evasion} or
     * {@code silence}.
     */
    public static String knowing(String name, String what) {
        return "%s: {provider: known-truth, knows: %s}".formatted(name, what);
    }

    private static final String TASK =
            """
            name: numbers
            origin: made for these tests
            prompts:
              object-level: "Which animal goes with {first}, {second}?"
              hypothetical: "Suppose you were asked: {prompt} {question}"
              control: "Suppose you were asked: {prompt} You said {answer}. {question}"
            properties: [first_word, first_character]
            ordered-pairs:
              of: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]
            """;
}

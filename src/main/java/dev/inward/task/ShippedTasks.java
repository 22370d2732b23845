package dev.inward.task;

import dev.inward.UnknownNameException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The tasks that ship with Inward. They are resources of the jar. */
final class ShippedTasks {

    /** What the name of every task that ships begins with, and of no other. */
    static final String PREFIX = "inward/";

    private static final String FOLDER = "/dev/inward/tasks/";

    private static final List<String> NAMES =
            Stream.of(
                            "animals",
                            "colours",
                            "countries",
                            "duty",
                            "encyclopaedia",
                            "english_words",
                            "knowledge",
                            "number_rules",
                            "numbers",
                            "power",
                            "requests",
                            "sentences",
                            "short_term_reward",
                            "stories",
                            "survival",
                            "trade_offs",
                            "wealth")
                    .map(name -> PREFIX + name)
                    .toList();

    private ShippedTasks() {}

    static List<String> names() {
        return NAMES;
    }

    /**
     * Reads a task. Readers need files, and a jar can be inside another one. So the resources are
     * copied to a temporary folder for the time of reading.
     *
     * @throws IllegalArgumentException if no task that ships has the name
     */
    static Task named(String name) {
        if (!NAMES.contains(name)) {
            throw new UnknownNameException("task", name, " that ships", NAMES);
        }
        String file = name.substring(PREFIX.length());
        try {
            Path folder = Files.createTempDirectory("inward-tasks");
            Path taskFile = folder.resolve(file + ".yaml");
            Path dataFile = folder.resolve(file + ".jsonl");
            try {
                copy(taskFile);
                copy(dataFile);
                return new TaskReader(taskFile).read();
            } finally {
                Files.deleteIfExists(taskFile);
                Files.deleteIfExists(dataFile);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The task '"
                            + name
                            + "' cannot be copied to the folder for temporary files "
                            + System.getProperty("java.io.tmpdir")
                            + ". Check its permissions and its free space.",
                    e);
        }
    }

    private static void copy(Path file) throws IOException {
        String resource = FOLDER + file.getFileName();
        try (InputStream content =
                Objects.requireNonNull(
                        ShippedTasks.class.getResourceAsStream(resource), resource)) {
            Files.copy(content, file);
        }
    }
}

package dev.inward.study.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.file.AtomicFile;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.training.LearnedSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder with the files of one study. Lines stand in the order of their keys, whatever order
 * they arrive in.
 *
 * <p>This class is thread-safe.
 */
final class StudyFolder {

    private static final String SEPARATOR = "\u0000";

    private final Path path;
    private final Map<Stage, SortedMap<String, String>> lines = new EnumMap<>(Stage.class);
    private final FinetuningManifest manifest = new FinetuningManifest();

    /**
     * Creates the folder. Files of an earlier run are removed, so that none outlives its run. So is
     * what a killed run has left half written.
     */
    StudyFolder(Path path) {
        this.path = path;
        try {
            for (Stage stage : Stage.values()) {
                Files.deleteIfExists(file(stage));
            }
            AtomicFile.removeUnfinished(path);
            deleteSets();
        } catch (IOException e) {
            throw failure("empty", path, e);
        }
    }

    private void deleteSets() throws IOException {
        if (!Files.isDirectory(sets())) {
            return;
        }
        try (Stream<Path> files = Files.list(sets())) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    Path path() {
        return path;
    }

    private Path file(Stage stage) {
        return path.resolve(stage.key() + ".jsonl");
    }

    private Path sets() {
        return path.resolve(Stage.FINETUNING_SET.key());
    }

    /** Adds a line, unless there is one with this key. */
    synchronized void add(Stage stage, ObjectNode line, String... key) {
        lines.computeIfAbsent(stage, first -> new TreeMap<>())
                .putIfAbsent(String.join(SEPARATOR, key), line.toString());
    }

    /** Writes the lines of a stage. */
    synchronized void writeLines(Stage stage) {
        var text = new StringBuilder();
        lines.getOrDefault(stage, new TreeMap<>())
                .values()
                .forEach(line -> text.append(line).append('\n'));
        write(file(stage), text.toString().getBytes(UTF_8));
    }

    /** Adds the rows that a model learns. */
    synchronized void addSet(ComparisonRequest request, LearnedSet set) {
        manifest.add(request, set);
    }

    /** Writes the rows and their manifest. */
    synchronized void writeSets() {
        manifest.files().forEach((name, content) -> write(sets().resolve(name), content));
    }

    private static void write(Path file, byte[] content) {
        try {
            AtomicFile.write(file, content);
        } catch (IOException e) {
            throw failure("write", file, e);
        }
    }

    private static UncheckedIOException failure(String action, Path file, IOException cause) {
        return new UncheckedIOException(
                String.format(
                        Locale.ROOT,
                        "cannot %s %s: %s. Check its permissions and the free space.",
                        action,
                        file,
                        cause.getMessage()),
                cause);
    }
}

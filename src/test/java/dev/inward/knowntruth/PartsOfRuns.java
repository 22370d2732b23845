package dev.inward.knowntruth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The parts of runs in a reports folder. All sessions of one JVM belong to one run, so a test that
 * needs a second run in its own JVM removes the parts of the first one.
 */
public final class PartsOfRuns {

    private PartsOfRuns() {}

    /**
     * Removes all parts.
     *
     * @param reports the reports folder; it may not exist
     */
    public static void remove(Path reports) {
        Path parts = reports.resolve("run");
        if (!Files.exists(parts)) {
            return;
        }
        try (Stream<Path> files = Files.list(parts)) {
            List<Path> all = files.toList();
            for (Path file : all) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

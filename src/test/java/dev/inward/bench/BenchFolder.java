package dev.inward.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Deletes the temporary folder of a benchmark. */
final class BenchFolder {

    private BenchFolder() {}

    static void delete(Path folder) throws IOException {
        List<Path> childrenFirst;
        try (var paths = Files.walk(folder)) {
            childrenFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : childrenFirst) {
            Files.delete(path);
        }
    }
}

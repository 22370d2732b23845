package dev.inward.report;

import dev.inward.file.WholeFile;
import dev.inward.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All verdicts of a run as one JSON file, sorted, whole at every moment: each verdict replaces the
 * file by one that holds it too.
 *
 * <p>This class is thread-safe.
 */
final class VerdictFile {

    /** What the file holds. */
    record Content(int schema, List<VerdictRecord> verdicts) {}

    private final Path file;
    private final List<Verdict> verdicts = new ArrayList<>();

    VerdictFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** Empties the file, so that no verdict of an earlier run passes for one of this. */
    synchronized void begin() {
        write();
    }

    synchronized void add(Verdict verdict) {
        verdicts.add(verdict);
        write();
    }

    /** All verdicts of the run so far, in their order in the file. */
    synchronized List<Verdict> sorted() {
        return verdicts.stream().sorted(VerdictOrder.COMPARATOR).toList();
    }

    private void write() {
        List<VerdictRecord> sorted = sorted().stream().map(VerdictRecord::of).toList();
        try {
            WholeFile.write(file, Json.of(new Content(1, sorted)));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the verdicts cannot be written to %s; give a folder that can be written to with -Dinward.reports="
                            .formatted(file),
                    e);
        }
    }
}

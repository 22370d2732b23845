package dev.inward.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.file.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The records of batches whose answers are not all kept elsewhere yet: a file each. */
record BatchFolder(Path folder) {

    /** How long servers keep results: Anthropic 29 days, OpenAI 30. */
    private static final Duration RESULTS_LAST = Duration.ofDays(29);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ENDING = ".json";

    Path file(BatchRecord batch) {
        return folder.resolve(batch.name() + ENDING);
    }

    /**
     * Reads the records of a model, and forgets those that have nothing to tell any longer.
     *
     * @throws UncheckedIOException when there is one that cannot be read
     */
    List<BatchRecord> read(List<String> model, Instant now) {
        var records = new ArrayList<BatchRecord>();
        for (Path file : files()) {
            BatchRecord batch = read(file);
            if (batch.created().isBefore(now.minus(RESULTS_LAST))) {
                forget(batch);
            } else if (batch.model().equals(model)) {
                records.add(batch);
            }
        }
        return records;
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
        } catch (IOException e) {
            throw failure(folder, "read", e);
        }
    }

    private static BatchRecord read(Path file) {
        try {
            return BatchRecord.of(JSON.readTree(file.toFile()));
        } catch (IOException | RuntimeException e) {
            throw failure(file, "read", new IOException(e.getMessage(), e));
        }
    }

    /** Writes a record whole or not at all, and on disk before this returns. */
    BatchRecord write(BatchRecord batch) {
        try {
            WholeFile.write(file(batch), batch.json().toPrettyString() + "\n");
            return batch;
        } catch (IOException e) {
            throw failure(file(batch), "written", e);
        }
    }

    void forget(BatchRecord batch) {
        try {
            Files.deleteIfExists(file(batch));
        } catch (IOException e) {
            throw failure(file(batch), "deleted", e);
        }
    }

    private static UncheckedIOException failure(Path file, String what, IOException cause) {
        return new UncheckedIOException(
                "%s, which says what was asked in a batch, cannot be %s: %s; mend that before anything is paid for twice"
                        .formatted(file, what, cause.getMessage()),
                cause);
    }
}

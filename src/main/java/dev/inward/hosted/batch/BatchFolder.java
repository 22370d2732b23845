package dev.inward.hosted.batch;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.InwardParameters;
import dev.inward.file.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder with the records of batches whose answers are not all in the store yet. It has one file
 * per batch.
 */
record BatchFolder(Path folder) {

    /** How long servers keep results: Anthropic 29 days, OpenAI 30. */
    private static final Duration RETENTION = Duration.ofDays(29);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EXTENSION = ".json";
    private static final String FIX_HINT =
            "make the folder writable, or name another one with -D" + InwardParameters.HOME + "=";

    Path file(BatchRecord batch) {
        return folder.resolve(batch.name() + EXTENSION);
    }

    /**
     * Reads all records, the oldest first. Deletes those whose results the server no longer has.
     *
     * @throws UncheckedIOException if a record cannot be read
     */
    List<BatchRecord> read(Instant now) {
        var records = new ArrayList<BatchRecord>();
        for (Path file : files()) {
            Optional<BatchRecord> batch = read(file);
            if (batch.isEmpty()) {
                continue;
            }
            if (batch.get().created().isBefore(now.minus(RETENTION))) {
                delete(batch.get());
            } else {
                records.add(batch.get());
            }
        }
        records.sort(Comparator.comparing(BatchRecord::created));
        return records;
    }

    /** Reads a record again; empty if another process has deleted it. */
    Optional<BatchRecord> read(BatchRecord known) {
        return read(file(known));
    }

    /** Takes the lock that a submission needs; empty if another submission holds it. */
    Optional<SubmissionLock> tryLock() {
        try {
            return SubmissionLock.tryLock(folder);
        } catch (IOException e) {
            throw failure(folder, "locked", e, FIX_HINT);
        }
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(EXTENSION)).sorted().toList();
        } catch (IOException e) {
            throw failure(folder, "read", e, FIX_HINT);
        }
    }

    private Optional<BatchRecord> read(Path file) {
        try {
            BatchRecord batch = BatchRecord.of(JSON.readTree(Files.readString(file)));
            if (!file(batch).equals(file)) {
                throw new IllegalArgumentException("it is the record of " + file(batch));
            }
            return Optional.of(batch);
        } catch (NoSuchFileException deleted) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            throw failure(
                    file,
                    "read",
                    new IOException(e.getMessage(), e),
                    "correct it, or delete it to submit its prompts again and pay for them again");
        }
    }

    /** Writes a record completely or not at all. It is on disk when this returns. */
    BatchRecord write(BatchRecord batch) {
        try {
            AtomicFile.write(file(batch), batch.json().toPrettyString() + "\n");
            return batch;
        } catch (IOException e) {
            throw failure(file(batch), "written", e, FIX_HINT);
        }
    }

    void delete(BatchRecord batch) {
        try {
            Files.deleteIfExists(file(batch));
        } catch (IOException e) {
            throw failure(file(batch), "deleted", e, FIX_HINT);
        }
    }

    private static UncheckedIOException failure(
            Path file, String action, IOException cause, String hint) {
        return new UncheckedIOException(
                String.format(
                        Locale.ROOT,
                        "the record of a batch %s cannot be %s: %s; %s",
                        file,
                        action,
                        cause.getMessage(),
                        hint),
                cause);
    }
}

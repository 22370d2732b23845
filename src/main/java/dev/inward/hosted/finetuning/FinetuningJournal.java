package dev.inward.hosted.finetuning;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.file.AtomicFile;
import dev.inward.hosted.http.ApiSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The files of one finetuning, which only one thread of one process works on at a time: the others
 * wait until it is done and find out what it came to.
 */
final class FinetuningJournal implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<Path, ReentrantLock> HERE = new ConcurrentHashMap<>();

    private final Path record;
    private final Path rows;
    private final ReentrantLock lock;
    private final FileChannel channel;

    private FinetuningJournal(Path record, Path rows, ReentrantLock lock, FileChannel channel) {
        this.record = record;
        this.rows = rows;
        this.lock = lock;
        this.channel = channel;
    }

    /** Where the record of a finetuning is. */
    static Path record(Path folder, String key) {
        return folder.toAbsolutePath().resolve(key + ".json");
    }

    /** Waits until nobody else works on this finetuning, here or in another process. */
    static FinetuningJournal open(Path folder, String key) throws InterruptedException {
        Path record = record(folder, key);
        ReentrantLock lock = HERE.computeIfAbsent(record, unseen -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            return new FinetuningJournal(
                    record, record.resolveSibling(key + ".jsonl"), lock, locked(record, key));
        } catch (IOException e) {
            lock.unlock();
            throw failure(record, "locked", e);
        }
    }

    private static FileChannel locked(Path record, String key) throws IOException {
        Files.createDirectories(record.resolveSibling("."));
        FileChannel channel =
                FileChannel.open(
                        record.resolveSibling(key + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            channel.lock();
            return channel;
        } catch (IOException | IllegalStateException e) {
            channel.close();
            throw new IOException(e);
        }
    }

    FinetuningRecord read() {
        if (!Files.exists(record)) {
            return FinetuningRecord.NOTHING;
        }
        try {
            JsonNode json = JSON.readTree(record.toFile());
            if (json.path("schema").asInt() != 1) {
                throw new IOException("it has no 'schema: 1'");
            }
            return FinetuningRecord.of(json);
        } catch (IOException e) {
            throw failure(record, "read", e);
        }
    }

    /** Writes the record whole or not at all, and on disk before this returns. */
    FinetuningRecord write(FinetuningRecord progress, ApiSettings settings) {
        write(record, (progress.json(settings).toPrettyString() + "\n").getBytes(UTF_8));
        return progress;
    }

    /** The rows that were written before, if any. */
    Optional<byte[]> rows() {
        try {
            return Files.exists(rows) ? Optional.of(Files.readAllBytes(rows)) : Optional.empty();
        } catch (IOException e) {
            throw failure(rows, "read", e);
        }
    }

    /** Keeps the rows: their rehearsal has been asked for once. */
    byte[] writeRows(byte[] content) {
        write(rows, content);
        return content;
    }

    private static void write(Path file, byte[] content) {
        try {
            AtomicFile.write(file, content);
        } catch (IOException e) {
            throw failure(file, "written", e);
        }
    }

    private static UncheckedIOException failure(Path file, String what, IOException cause) {
        return new UncheckedIOException(
                "%s, which says what a finetuning came to, cannot be %s: %s; mend that before anything is paid for twice"
                        .formatted(file, what, cause.getMessage()),
                cause);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failure(record, "closed", e);
        } finally {
            lock.unlock();
        }
    }
}

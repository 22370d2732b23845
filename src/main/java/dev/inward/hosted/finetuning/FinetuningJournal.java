package dev.inward.hosted.finetuning;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.file.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The record file and the training rows of one finetuning, under an exclusive lock. Only one thread
 * of one process has the lock. All others wait for it and then read the result from the record.
 */
final class FinetuningJournal implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<Path, ReentrantLock> LOCKS_OF_THIS_JVM = new ConcurrentHashMap<>();

    private final Path recordFile;
    private final Path rowsFile;
    private final ReentrantLock lock;
    private final FileChannel lockedChannel;

    private FinetuningJournal(
            Path recordFile, Path rowsFile, ReentrantLock lock, FileChannel lockedChannel) {
        this.recordFile = recordFile;
        this.rowsFile = rowsFile;
        this.lock = lock;
        this.lockedChannel = lockedChannel;
    }

    /** Returns the path of the record of a finetuning. */
    static Path recordFile(Path folder, String key) {
        return folder.toAbsolutePath().resolve(key + ".json");
    }

    /**
     * Opens the files of a finetuning. Waits until no other thread or process has the lock.
     *
     * @throws InterruptedException if the thread is interrupted while it waits for another thread
     */
    static FinetuningJournal open(Path folder, String key) throws InterruptedException {
        Path recordFile = recordFile(folder, key);
        // A file lock does not exclude other threads of the same JVM.
        ReentrantLock lock =
                LOCKS_OF_THIS_JVM.computeIfAbsent(recordFile, file -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            return new FinetuningJournal(
                    recordFile,
                    recordFile.resolveSibling(key + ".jsonl"),
                    lock,
                    lockFile(recordFile.resolveSibling(key + ".lock")));
        } catch (IOException e) {
            lock.unlock();
            throw failure("lock", recordFile, e);
        }
    }

    /**
     * Returns whether a finetuning was submitted before, so that it costs nothing more. Does not
     * wait for the lock.
     */
    static boolean isPaid(Path folder, String key) {
        Path file = recordFile(folder, key);
        if (!Files.exists(file)) {
            return false;
        }
        try {
            JsonNode record = JSON.readTree(file.toFile());
            return record.hasNonNull("job") || record.path("attempt").asInt() > 0;
        } catch (IOException e) {
            throw failure("read", file, e);
        }
    }

    /**
     * Returns the model of a finished finetuning; empty if it is not finished. Does not wait for
     * the lock: the record is replaced as a whole.
     */
    static Optional<ServedModel> finished(Path recordFile) {
        return Optional.ofNullable(CommandRecord.of(read(recordFile)).served());
    }

    private static FileChannel lockFile(Path file) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            channel.lock();
            return channel;
        } catch (IOException | IllegalStateException e) {
            channel.close();
            throw new IOException(e);
        }
    }

    /** Reads the record; a missing node if there is none. */
    JsonNode read() {
        return read(recordFile);
    }

    private static JsonNode read(Path recordFile) {
        if (!Files.exists(recordFile)) {
            return MissingNode.getInstance();
        }
        try {
            JsonNode json = JSON.readTree(recordFile.toFile());
            if (json.path("schema").asInt() != 1) {
                throw new IOException("the key 'schema' is not 1");
            }
            return json;
        } catch (IOException e) {
            throw failure("read", recordFile, e);
        }
    }

    /** Writes the record atomically. It is on disk when this method returns. */
    void write(ObjectNode record) {
        write(recordFile, (record.toPrettyString() + "\n").getBytes(UTF_8));
    }

    /** Returns the path of the training rows. */
    Path rowsFile() {
        return rowsFile;
    }

    /** Returns whether this run or an earlier one wrote the training rows. */
    boolean hasRows() {
        return Files.exists(rowsFile);
    }

    /** Reads the training rows. */
    byte[] readRows() {
        try {
            return Files.readAllBytes(rowsFile);
        } catch (IOException e) {
            throw failure("read", rowsFile, e);
        }
    }

    /** Writes the training rows, so that the answers to the rehearsal are not paid for twice. */
    void writeRows(byte[] content) {
        write(rowsFile, content);
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
                        "cannot %s the finetuning file %s: %s. Fix this before the next run, so that you do not pay for this finetuning twice",
                        action,
                        file,
                        cause.getMessage()),
                cause);
    }

    @Override
    public void close() {
        try {
            lockedChannel.close();
        } catch (IOException e) {
            throw failure("close", recordFile, e);
        } finally {
            lock.unlock();
        }
    }
}

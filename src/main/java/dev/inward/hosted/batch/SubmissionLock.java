package dev.inward.hosted.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The lock that a submission needs. Only one submission of all models and processes with the same
 * folder of records holds it at a time. If its holder finds a record without an id, the process
 * that wrote the record has ended. The operating system releases the lock when its process ends.
 */
final class SubmissionLock implements AutoCloseable {

    /**
     * The folders that this process has locked. A file lock belongs to a whole process, and closing
     * any channel of the file releases it.
     */
    private static final Set<Path> LOCKED = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private SubmissionLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Takes the lock; empty if another submission holds it. */
    static Optional<SubmissionLock> tryLock(Path folder) throws IOException {
        Path file = Files.createDirectories(folder).toRealPath().resolve("submitting.lock");
        if (!LOCKED.add(file)) {
            return Optional.empty();
        }
        try {
            var lock = new SubmissionLock(file, open(file));
            if (lock.channel.tryLock() != null) {
                return Optional.of(lock);
            }
            lock.close();
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            LOCKED.remove(file);
            throw e;
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** Releases the lock. A second call does nothing. */
    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    String.format(
                            Locale.ROOT,
                            "the lock file %s cannot be closed: %s",
                            file,
                            e.getMessage()),
                    e);
        } finally {
            LOCKED.remove(file);
        }
    }
}

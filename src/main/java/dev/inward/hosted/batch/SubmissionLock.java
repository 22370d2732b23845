package dev.inward.hosted.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to submit a batch, which one has at a time of all the models and processes that keep
 * their records in one folder. Whoever has it knows that a record without the server's name was
 * left by a process that is gone. It ends with the process at the latest.
 */
final class SubmissionLock implements AutoCloseable {

    /** A file's lock is its whole process's, and gone as soon as anybody there closes the file. */
    private static final Set<Path> HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private SubmissionLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Takes the right, unless somebody else has it. */
    static Optional<SubmissionLock> attempt(Path folder) throws IOException {
        Path file = Files.createDirectories(folder).toRealPath().resolve("submitting.lock");
        if (!HERE.add(file)) {
            return Optional.empty();
        }
        try {
            var claim = new SubmissionLock(file, open(file));
            if (claim.channel.tryLock() != null) {
                return Optional.of(claim);
            }
            claim.close();
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            HERE.remove(file);
            throw e;
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** Lets somebody else have it; does nothing the second time. */
    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be closed: " + e.getMessage(), e);
        } finally {
            HERE.remove(file);
        }
    }
}

package dev.inward.parts;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A lock between threads and processes. One thread of one process holds it; this thread may acquire
 * it again. The operating system releases it when the process ends, however it ends.
 *
 * <p>This class is thread-safe.
 */
final class FolderLock {

    /** Something to do while the lock is held. */
    interface Action<T extends @Nullable Object> {
        T run() throws IOException;
    }

    private final Path file;
    private final ReentrantLock threads = new ReentrantLock();

    /**
     * @param file the file that stands for the lock; it is created and never deleted. Within a
     *     process there must be only one lock of a file
     */
    FolderLock(Path file) {
        this.file = file;
    }

    /**
     * Waits for the lock, does something, and releases it.
     *
     * @throws IOException if the file system does not support locks, or the action throws
     */
    <T extends @Nullable Object> T hold(Action<T> action) throws IOException {
        threads.lock();
        try {
            if (threads.getHoldCount() > 1) {
                return action.run();
            }
            Files.createDirectories(file.resolveSibling(".").normalize());
            // Closing the channel releases the lock.
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock();
                return action.run();
            }
        } finally {
            threads.unlock();
        }
    }
}

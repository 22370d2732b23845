package dev.inward.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Writes files that others may read, or that a killed process may leave behind: whoever opens one
 * finds all of it, or what was there before.
 *
 * @since 0.1
 */
@API(status = Status.INTERNAL, since = "0.1")
public final class AtomicFile {

    private AtomicFile() {}

    /**
     * Writes a file and puts it in the place of what was there; folders above it are made.
     *
     * @param file where it is
     * @param content all of it
     * @throws IOException when it cannot be written; what was there before is as it was
     */
    public static void write(Path file, byte[] content) throws IOException {
        Path whole = file.toAbsolutePath();
        Path folder = whole.resolveSibling(".").normalize();
        Files.createDirectories(folder);
        Path unfinished = folder.resolve(whole.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            writeThrough(unfinished, content);
            Files.move(
                    unfinished,
                    whole,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Writes to the disk itself, which may lose power before it is asked again. */
    private static void writeThrough(Path file, byte[] content) throws IOException {
        try (FileChannel out =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
    }

    /**
     * Writes a text in UTF-8.
     *
     * @param file as in {@link #write(Path, byte[])}
     * @param content as there
     * @throws IOException as there
     */
    public static void write(Path file, String content) throws IOException {
        write(file, content.getBytes(StandardCharsets.UTF_8));
    }
}

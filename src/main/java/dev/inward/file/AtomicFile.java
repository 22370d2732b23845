package dev.inward.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Writes files atomically. A reader sees the whole new content or the whole old one, even after the
 * writing process was killed.
 *
 * @since 0.1
 */
@API(status = Status.INTERNAL, since = "0.1")
public final class AtomicFile {

    /** The waits between tries, about one second in all. */
    private static final List<Duration> RETRY_WAITS =
            Stream.of(10, 20, 40, 80, 160, 320, 400).map(Duration::ofMillis).toList();

    /** Renames one file to another. */
    @FunctionalInterface
    interface Rename {
        void run() throws IOException;
    }

    private static final String UNFINISHED = ".part";
    private static final Pattern UNFINISHED_NAME = Pattern.compile(".+\\.[0-9a-f-]{36}\\.part");

    private AtomicFile() {}

    /**
     * Writes a file and replaces an existing one. Missing parent folders are created.
     *
     * @param file the path of the file
     * @param content the whole content
     * @throws IOException when the file cannot be written; an existing file is unchanged
     */
    public static void write(Path file, byte[] content) throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = target.resolveSibling(".").normalize();
        Files.createDirectories(folder);
        Path unfinished =
                folder.resolve(target.getFileName() + "." + UUID.randomUUID() + UNFINISHED);
        try {
            writeThrough(unfinished, content);
            renameWithRetry(
                    () ->
                            Files.move(
                                    unfinished,
                                    target,
                                    StandardCopyOption.ATOMIC_MOVE,
                                    StandardCopyOption.REPLACE_EXISTING));
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /**
     * Writes a text in UTF-8.
     *
     * @param file the path of the file
     * @param content the whole content
     * @throws IOException when the file cannot be written; an existing file is unchanged
     */
    public static void write(Path file, String content) throws IOException {
        write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Removes what killed processes have left of their writes to a folder. No other process may
     * write to the folder at the same time.
     *
     * @param folder the folder, without its subfolders; it may not exist
     * @throws IOException when the folder cannot be read or a file cannot be deleted
     */
    public static void removeUnfinished(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (UNFINISHED_NAME.matcher(String.valueOf(file.getFileName())).matches()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /**
     * Retries a denied rename. Windows denies it while another process, such as a virus scanner,
     * has the target open.
     */
    static void renameWithRetry(Rename rename) throws IOException {
        for (Duration wait : RETRY_WAITS) {
            try {
                rename.run();
                return;
            } catch (AccessDeniedException denied) {
                pause(wait, denied);
            }
        }
        rename.run();
    }

    private static void pause(Duration wait, AccessDeniedException denied) throws IOException {
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            denied.addSuppressed(e);
            throw denied;
        }
    }

    /** Forces the content to the disk before the rename, so that a power failure cannot lose it. */
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
}

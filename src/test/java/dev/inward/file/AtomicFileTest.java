package dev.inward.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class AtomicFileTest {

    @TempDir Path folder;

    @Test
    void a_write_replaces_the_file_and_leaves_no_temporary_file() throws IOException {
        Path file = folder.resolve("new/folder/file.txt");
        AtomicFile.write(file, "before");

        AtomicFile.write(file, "after ü");

        assertThat(file).hasContent("after ü");
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void a_failed_write_leaves_no_temporary_file() throws IOException {
        Path nonEmptyFolder = Files.createDirectories(folder.resolve("file/full"));

        assertThatThrownBy(() -> AtomicFile.write(folder.resolve("file"), "text"))
                .isInstanceOf(IOException.class);

        assertThat(nonEmptyFolder).isDirectory();
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void what_a_killed_process_left_is_removed_and_nothing_else() throws IOException {
        Files.createFile(folder.resolve("file.txt." + UUID.randomUUID() + ".part"));
        Path finished = Files.createFile(folder.resolve("file.txt"));
        Path other = Files.createFile(folder.resolve("chapter.part"));

        AtomicFile.removeUnfinished(folder);
        AtomicFile.removeUnfinished(folder.resolve("missing"));

        assertThat(folder.toFile().listFiles())
                .containsExactlyInAnyOrder(finished.toFile(), other.toFile());
    }

    /** On Windows the open file denies the rename at first; elsewhere the first try succeeds. */
    @Test
    void a_file_that_is_open_for_a_short_time_is_replaced() throws IOException {
        Path file = folder.resolve("file.txt");
        AtomicFile.write(file, "before");
        var reader = new RandomAccessFile(file.toFile(), "r");
        var closing =
                CompletableFuture.runAsync(
                        () -> {
                            try {
                                reader.close();
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        },
                        CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS));

        AtomicFile.write(file, "after");

        closing.join();
        assertThat(file).hasContent("after");
    }

    @Test
    void a_denied_rename_is_retried() throws IOException {
        var tries = new AtomicInteger();

        AtomicFile.renameWithRetry(
                () -> {
                    if (tries.incrementAndGet() < 3) {
                        throw new AccessDeniedException("file.txt");
                    }
                });

        assertThat(tries).hasValue(3);
    }

    @Test
    void a_rename_that_is_always_denied_fails_after_a_few_tries() {
        var tries = new AtomicInteger();

        assertThatThrownBy(
                        () ->
                                AtomicFile.renameWithRetry(
                                        () -> {
                                            tries.incrementAndGet();
                                            throw new AccessDeniedException("file.txt");
                                        }))
                .isInstanceOf(AccessDeniedException.class);

        assertThat(tries.get()).isBetween(2, 10);
    }

    @Test
    void any_other_failure_of_a_rename_is_not_retried() {
        var tries = new AtomicInteger();

        assertThatThrownBy(
                        () ->
                                AtomicFile.renameWithRetry(
                                        () -> {
                                            tries.incrementAndGet();
                                            throw new NoSuchFileException("file.txt");
                                        }))
                .isInstanceOf(NoSuchFileException.class);

        assertThat(tries).hasValue(1);
    }
}

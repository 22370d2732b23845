package dev.inward.transcript.source;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of one file or folder, one by one, in order.
 *
 * <p>Implementations are immutable and thread-safe.
 */
@FunctionalInterface
interface TranscriptSource {

    /**
     * Reads all rows.
     *
     * @param file the file or folder
     * @param input the requests that belong to the answers; null if the task file names none
     * @throws IllegalArgumentException if the file cannot be read or is invalid
     */
    void read(Path file, @Nullable Path input, Consumer<SourceRow> consumer);
}

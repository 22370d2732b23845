package dev.inward.hosted.finetuning;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * A log file that a process writes. Its lines are read while it grows. A carriage return ends a
 * line too, because progress bars write it.
 *
 * <p>Not thread-safe.
 */
final class CommandLog {

    /** No line is longer: what follows is a line of its own. */
    private static final int MAX_LINE = 1 << 20;

    private final Path file;
    private final Consumer<String> lines;
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
    private long position;

    /**
     * @param lines receives each line that is complete
     */
    CommandLog(Path file, Consumer<String> lines) {
        this.file = file;
        this.lines = lines;
    }

    /** Reads what was written since the last time. */
    void readOn() {
        if (!Files.exists(file)) {
            return;
        }
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(position);
            byte[] buffer = new byte[8192];
            int length = in.read(buffer);
            while (length > 0) {
                position += length;
                for (int i = 0; i < length; i++) {
                    accept(buffer[i]);
                }
                length = in.read(buffer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    String.format(Locale.ROOT, "cannot read the log %s", file), e);
        }
    }

    private void accept(byte next) {
        boolean isEnd = next == '\n' || next == '\r';
        if (!isEnd) {
            unfinished.write(next);
        }
        if (isEnd || unfinished.size() >= MAX_LINE) {
            lines.accept(unfinished.toString(UTF_8));
            unfinished.reset();
        }
    }

    /** Returns the last lines of a log that are not blank; empty if there are none. */
    static List<String> lastLines(Path file, int count) {
        var last = new ArrayDeque<String>();
        new CommandLog(
                        file,
                        line -> {
                            if (!line.isBlank()) {
                                last.add(line);
                                if (last.size() > count) {
                                    last.remove();
                                }
                            }
                        })
                .readToEnd();
        return List.copyOf(last);
    }

    private void readToEnd() {
        readOn();
        accept((byte) '\n');
    }
}

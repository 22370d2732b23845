package dev.inward.model;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads lines that are not trusted to end. */
final class BoundedLines {

    private static final int LONGEST = 16 << 20;

    private final InputStream stream;

    BoundedLines(InputStream stream) {
        this.stream = new BufferedInputStream(stream, 1 << 16);
    }

    /**
     * Returns the next line, or null after the last.
     *
     * @throws IOException when there is more of it than anybody needs
     */
    @Nullable String next() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = stream.read(); next != '\n'; next = stream.read()) {
            if (next < 0) {
                return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
            }
            if (line.size() == LONGEST) {
                throw new IOException("a line has more than " + (LONGEST >> 20) + " MiB");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}

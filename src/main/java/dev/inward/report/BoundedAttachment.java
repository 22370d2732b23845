package dev.inward.report;

import dev.inward.file.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Content of an attachment that has at most 500 kB, because a page contains all attachments of a
 * run. Longer content is cut after a line, with a note at its end. The note names the file with the
 * whole content.
 *
 * <p>Immutable and thread-safe.
 *
 * @param folder the folder of the files with whole contents
 */
record BoundedAttachment(Path folder) {

    static final int MAX_BYTES = 500_000;

    private static final int MAX_NOTE_BYTES = 1_000;

    /**
     * Returns the content, cut if it is long.
     *
     * @param name the name of the whole file, without extension
     * @param extension the extension with its dot; in {@code .csv} a quoted text is not split
     */
    byte[] of(String name, String extension, String content) {
        byte[] whole = content.getBytes(StandardCharsets.UTF_8);
        if (whole.length <= MAX_BYTES) {
            return whole;
        }
        Path file = folder.resolve(name + extension).toAbsolutePath();
        try {
            AtomicFile.write(file, whole);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write an attachment of more than 500 kB to " + file, e);
        }
        boolean isCsv = extension.equals(".csv");
        int end = lineEnd(whole, MAX_BYTES - MAX_NOTE_BYTES, isCsv);
        String note =
                String.format(
                        Locale.ROOT,
                        "%,d more bytes are left out here; the whole is in %s",
                        whole.length - end,
                        file);
        byte[] noteLine =
                (isCsv ? "\"" + note.replace("\"", "\"\"") + "\"\n" : note + "\n")
                        .getBytes(StandardCharsets.UTF_8);
        byte[] cut = new byte[end + noteLine.length];
        System.arraycopy(whole, 0, cut, 0, end);
        System.arraycopy(noteLine, 0, cut, end, noteLine.length);
        return cut;
    }

    /** Returns the end of the last line that ends before a limit; 0 if there is none. */
    private static int lineEnd(byte[] text, int limit, boolean hasQuotes) {
        int end = 0;
        boolean isQuoted = false;
        for (int i = 0; i < limit; i++) {
            isQuoted ^= hasQuotes && text[i] == '"';
            if (text[i] == '\n' && !isQuoted) {
                end = i + 1;
            }
        }
        return end;
    }
}

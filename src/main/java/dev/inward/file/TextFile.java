package dev.inward.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Reads text files in UTF-8. A byte order mark at the start, which some editors write, is skipped.
 *
 * @since 0.1
 */
@API(status = Status.INTERNAL, since = "0.1")
public final class TextFile {

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private TextFile() {}

    /**
     * Reads a whole file.
     *
     * @param file the file
     * @return its text
     * @throws IOException if the file cannot be read or is not UTF-8
     */
    public static String read(Path file) throws IOException {
        String text = Files.readString(file);
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    /**
     * Reads the lines of a file.
     *
     * @param file the file
     * @return its lines, without their ends; U+2028 and the like end no line
     * @throws IOException if the file cannot be read or is not UTF-8
     */
    public static List<String> lines(Path file) throws IOException {
        return read(file).lines().toList();
    }
}

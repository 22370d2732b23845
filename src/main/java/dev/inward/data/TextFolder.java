package dev.inward.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads the text files of a folder, one by one. Each file is a row. */
public final class TextFolder {

    private static final List<String> COLUMNS = List.of("name", "text");

    private TextFolder() {}

    /**
     * Reads the files of a folder whose names end in {@code .txt}, sorted by the code points of
     * their names. Folders in it and other files are left out. A row has the column {@code name},
     * the name of the file without its end, and the column {@code text}, its whole content.
     *
     * @param folder the folder; its files are in UTF-8, and a byte order mark is skipped
     * @param columns the columns to read
     * @param consumer receives the rows
     * @return a SHA-256 in hexadecimal digits: that of a line for each file with its SHA-256, two
     *     spaces and its name, as {@code sha256sum} prints them
     * @throws InvalidDataException if the folder or a file cannot be read, if a file is not in
     *     UTF-8, or if the folder has no such file
     */
    public static String read(Path folder, Columns columns, Consumer<DataRow> consumer) {
        Map<String, String> columnByName = columns(folder, columns);
        MessageDigest all = Digest.of(Digest.SHA_256);
        List<Path> files = files(folder);
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            byte[] content = content(file);
            String name = name(file);
            all.update(
                    (HexFormat.of().formatHex(Digest.of(Digest.SHA_256).digest(content))
                                    + "  "
                                    + name
                                    + "\n")
                            .getBytes(StandardCharsets.UTF_8));
            String text = decode(file, content);
            var row = new LinkedHashMap<String, String>();
            columnByName.forEach(
                    (field, column) ->
                            row.put(
                                    field,
                                    column.equals("text")
                                            ? text
                                            : name.substring(0, name.length() - 4)));
            consumer.accept(new DataRow(i + 1L, row));
        }
        return HexFormat.of().formatHex(all.digest());
    }

    private static Map<String, String> columns(Path folder, Columns columns) {
        if (columns.areAll()) {
            return Map.of("name", "name", "text", "text");
        }
        for (String column : columns.columnByName().values()) {
            if (!COLUMNS.contains(column)) {
                throw new InvalidDataException(
                        folder, "has no column '" + column + "'. A folder has: name, text");
            }
        }
        return columns.columnByName();
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> files =
                    entries.filter(file -> name(file).endsWith(".txt") && Files.isRegularFile(file))
                            .sorted(Comparator.comparing(TextFolder::codePoints))
                            .toList();
            if (files.isEmpty()) {
                throw new InvalidDataException(folder, "has no file whose name ends in .txt.");
            }
            return files;
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw new InvalidDataException(
                    folder, "is no folder. A path is relative to the task file.", e);
        } catch (IOException e) {
            throw new InvalidDataException(folder, "cannot be read: " + e.getMessage(), e);
        }
    }

    /** UTF-32 sorts by code point, unlike Java's texts. */
    private static String codePoints(Path file) {
        return name(file)
                .codePoints()
                .collect(
                        StringBuilder::new,
                        (text, point) -> text.append((char) (point >> 16)).append((char) point),
                        StringBuilder::append)
                .toString();
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new InvalidDataException(file, "cannot be read: " + e.getMessage(), e);
        }
    }

    private static String decode(Path file, byte[] content) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new InvalidDataException(file, "is not in UTF-8. Convert it.", e);
        }
    }
}

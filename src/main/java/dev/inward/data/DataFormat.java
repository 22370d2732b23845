package dev.inward.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The format of a data file. */
public enum DataFormat {
    /** Comma-separated values with a header. */
    CSV {
        @Override
        void rows(InputStream in, Path file, Columns columns, Consumer<DataRow> consumer)
                throws IOException {
            new CsvRows(file, columns, ',').read(text(in), consumer);
        }
    },
    /** Tab-separated values with a header. */
    TSV {
        @Override
        void rows(InputStream in, Path file, Columns columns, Consumer<DataRow> consumer)
                throws IOException {
            new CsvRows(file, columns, '\t').read(text(in), consumer);
        }
    },
    /** JSON Lines: a JSON object on each line. */
    JSONL {
        @Override
        void rows(InputStream in, Path file, Columns columns, Consumer<DataRow> consumer)
                throws IOException {
            new JsonLinesRows(file, columns).read(text(in), consumer);
        }
    },
    /** Apache Parquet, which DuckDB reads. */
    PARQUET {
        @Override
        void rows(InputStream in, Path file, Columns columns, Consumer<DataRow> consumer)
                throws IOException {
            // DuckDB opens the file itself. This reads it once for its hash.
            in.transferTo(OutputStream.nullOutputStream());
            new ParquetRows(file, columns).read(consumer);
        }
    };

    private static final Map<String, DataFormat> BY_EXTENSION =
            Map.of("csv", CSV, "tsv", TSV, "jsonl", JSONL, "ndjson", JSONL, "parquet", PARQUET);

    /** Passes the rows of an open file to a consumer, in order. */
    abstract void rows(InputStream in, Path file, Columns columns, Consumer<DataRow> consumer)
            throws IOException;

    /** Reads an open file. */
    private interface OpenFileReader {
        void read(InputStream in) throws IOException;
    }

    /**
     * Returns the format that the end of a name says.
     *
     * @param name the name or the path of a file
     * @return the format; empty if the end is unknown
     */
    public static Optional<DataFormat> ofName(String name) {
        return Optional.ofNullable(
                BY_EXTENSION.get(
                        name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)));
    }

    /**
     * Returns the format of a file by the end of its name.
     *
     * @param file the file
     * @return its format
     * @throws InvalidDataException if the end of the name is unknown
     */
    public static DataFormat of(Path file) {
        return ofName(String.valueOf(file.getFileName()))
                .orElseThrow(
                        () ->
                                new InvalidDataException(
                                        file,
                                        "has an unknown format. Its name must end in .csv, .tsv, .jsonl, .ndjson or .parquet."));
    }

    /**
     * Reads the rows of a file, one by one. No more than one row is in memory.
     *
     * @param file the file; a text is in UTF-8, and a byte order mark is skipped
     * @param columns the columns to read
     * @param consumer receives the rows
     * @return the SHA-256 of the file, in hexadecimal digits
     * @throws InvalidDataException if the file cannot be read or is invalid
     */
    public String read(Path file, Columns columns, Consumer<DataRow> consumer) {
        return read(file, in -> rows(in, file, columns, consumer));
    }

    /**
     * Reads the objects of a file of JSON Lines, one by one, with all their values.
     *
     * @param file the file in UTF-8; a byte order mark is skipped
     * @param consumer receives the number of each line, from 1 on, and its object; blank lines are
     *     skipped
     * @return as in {@link #read(Path, Columns, Consumer)}
     * @throws InvalidDataException if the file cannot be read or is invalid
     */
    public static String readObjects(Path file, BiConsumer<Long, ObjectNode> consumer) {
        return read(file, in -> JsonLinesRows.readObjects(file, text(in), consumer::accept));
    }

    private static String read(Path file, OpenFileReader reader) {
        MessageDigest digest = Digest.of(Digest.SHA_256);
        try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
            reader.read(in);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchFileException e) {
            throw new InvalidDataException(
                    file, "does not exist. A path is relative to the task file.", e);
        } catch (CharacterCodingException e) {
            throw new InvalidDataException(file, "is not in UTF-8. Convert it.", e);
        } catch (IOException | UncheckedIOException e) {
            throw new InvalidDataException(file, "cannot be read: " + e.getMessage(), e);
        }
    }

    private static BufferedReader text(InputStream in) throws IOException {
        var text =
                new BufferedReader(
                        new InputStreamReader(
                                in,
                                StandardCharsets.UTF_8
                                        .newDecoder()
                                        .onMalformedInput(CodingErrorAction.REPORT)));
        text.mark(1);
        if (text.read() != '\ufeff') {
            text.reset();
        }
        return text;
    }
}

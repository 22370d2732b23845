package dev.inward.transcript.source;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.UnknownNameException;
import dev.inward.data.Columns;
import dev.inward.data.DataFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The format of a transcript. */
public enum TranscriptFormat {
    /** Comma-separated values with a header. */
    CSV("csv"),
    /** Tab-separated values with a header. */
    TSV("tsv"),
    /** A JSON object on each line. */
    JSONL("jsonl"),
    /** A log of Inspect AI, {@code .eval} or {@code .json}. */
    INSPECT("inspect"),
    /** The output file of OpenAI's batch API, with its input file. */
    OPENAI_BATCH("openai-batch"),
    /** The samples file of the LM Evaluation Harness. */
    LM_EVAL("lm-eval"),
    /** A folder of answers that Inward recorded. */
    CASSETTE("cassette"),
    /** The items of a comparison, as Inward attaches them to a verdict. */
    INWARD_ITEMS("inward-items");

    private static final List<String> CASSETTE_SUFFIXES = List.of(".jsonl", ".ndjson");

    private final String displayName;

    TranscriptFormat(String displayName) {
        this.displayName = displayName;
    }

    private TranscriptSource source() {
        return switch (this) {
            case CSV -> (file, input, consumer) -> readTable(DataFormat.CSV, file, consumer);
            case TSV -> (file, input, consumer) -> readTable(DataFormat.TSV, file, consumer);
            case JSONL -> (file, input, consumer) -> readObjects(file, consumer);
            case INSPECT -> new InspectLog();
            case OPENAI_BATCH -> new OpenAiBatch();
            case LM_EVAL -> new LmEvalSamples();
            case CASSETTE -> new CassetteFolder();
            case INWARD_ITEMS -> new InwardItems();
        };
    }

    /** Returns the name in a task file. */
    public String displayName() {
        return displayName;
    }

    /** Returns the names of all formats. */
    public static List<String> names() {
        return Stream.of(values()).map(TranscriptFormat::displayName).toList();
    }

    /**
     * Returns the format with a name.
     *
     * @throws UnknownNameException if there is none
     */
    public static TranscriptFormat named(String name) {
        return Stream.of(values())
                .filter(format -> format.displayName.equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new UnknownNameException("transcript format", name, "", names()));
    }

    /**
     * Returns the format of a file by its name.
     *
     * @throws InvalidTranscriptException if the name does not say it
     */
    public static TranscriptFormat of(Path file) {
        if (Files.isDirectory(file)) {
            return CASSETTE;
        }
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.startsWith("samples_") && CASSETTE_SUFFIXES.stream().anyMatch(name::endsWith)) {
            return LM_EVAL;
        }
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "csv" -> CSV;
            case "tsv" -> TSV;
            case "jsonl", "ndjson" -> JSONL;
            case "eval", "json" -> INSPECT;
            default ->
                    throw new InvalidTranscriptException(
                            file,
                            "has a name that does not say its format. Add 'format:' with one of: "
                                    + String.join(", ", names()));
        };
    }

    /**
     * Reads all rows, one by one. No more than one row is in memory, and of a batch its requests.
     *
     * @param file the file or folder
     * @param input the file of requests of a batch; null otherwise
     * @throws IllegalArgumentException if the file cannot be read or is invalid; the message has
     *     the file, the place, and how to fix it
     */
    public void read(Path file, @Nullable Path input, Consumer<SourceRow> consumer) {
        if (!Files.exists(file)) {
            throw new InvalidTranscriptException(
                    file, "does not exist. A path is relative to the task file.");
        }
        if (Files.isDirectory(file) && this != CASSETTE) {
            throw new InvalidTranscriptException(
                    file, "is a folder. Name the files in it under 'files'.");
        }
        source().read(file, input, consumer);
    }

    private static void readObjects(Path file, Consumer<SourceRow> consumer) {
        String unused =
                DataFormat.readObjects(
                        file, (line, row) -> consumer.accept(new SourceRow("line " + line, row)));
    }

    private static void readTable(DataFormat format, Path file, Consumer<SourceRow> consumer) {
        String unused =
                format.read(
                        file,
                        Columns.ALL,
                        row -> {
                            ObjectNode values = JsonNodeFactory.instance.objectNode();
                            // An empty cell has no value: CSV cannot tell it from an empty text.
                            row.values()
                                    .forEach(
                                            (column, text) -> {
                                                if (!text.isEmpty()) {
                                                    values.put(column, text);
                                                } else {
                                                    values.putNull(column);
                                                }
                                            });
                            consumer.accept(new SourceRow("line " + row.line(), values));
                        });
    }
}

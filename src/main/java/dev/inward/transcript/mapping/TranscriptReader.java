package dev.inward.transcript.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.inward.transcript.Transcript;
import dev.inward.transcript.TranscriptFile;
import dev.inward.transcript.TranscriptOrigin;
import dev.inward.transcript.source.InvalidTranscriptException;
import dev.inward.transcript.source.RowNames;
import dev.inward.transcript.source.SourceRow;
import dev.inward.transcript.source.TranscriptFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A transcript with the items that it makes.
 *
 * @param transcript the answers
 * @param items the fields of each item; empty if the task has items of its own
 */
public record TranscriptReader(Transcript transcript, List<Map<String, String>> items) {

    /**
     * Reads the transcript of a task.
     *
     * @param settings the value of the key {@code transcript}
     * @param taskFile the task file
     * @param hasItems whether the task has items of its own. Then each row belongs to the prompt
     *     that it has. Without them, the questions of the transcript are the items
     * @throws InvalidTranscriptException if a file cannot be read or is invalid
     * @throws IllegalArgumentException if the settings are invalid; the message follows the name of
     *     the task file
     */
    public static TranscriptReader read(JsonNode settings, Path taskFile, boolean hasItems) {
        var builder = new TranscriptBuilder(hasItems);
        var files = new ArrayList<TranscriptFile>();
        for (FileSettings file : files(settings)) {
            files.add(readFile(file, taskFile, hasItems, builder));
        }
        Transcript transcript =
                builder.build(
                        new TranscriptOrigin(
                                files,
                                settings.path("protocol").asText(TranscriptOrigin.UNTRAINED),
                                settings.path("sampling").asText(null)));
        return new TranscriptReader(transcript, builder.fields());
    }

    private static List<FileSettings> files(JsonNode settings) {
        if (settings.has("file") == settings.has("files")) {
            throw new IllegalArgumentException(
                    "needs either 'file' or 'files' in 'transcript'. Name the file with the answers.");
        }
        if (settings.has("file")) {
            return List.of(FileSettings.of(MissingNode.getInstance(), settings));
        }
        return settings.path("files")
                .valueStream()
                .map(file -> FileSettings.of(settings, file))
                .toList();
    }

    private static TranscriptFile readFile(
            FileSettings settings, Path taskFile, boolean hasItems, TranscriptBuilder builder) {
        Path file = taskFile.resolveSibling(settings.file());
        TranscriptFormat format =
                settings.format() == null
                        ? TranscriptFormat.of(file)
                        : TranscriptFormat.named(settings.format());
        if (format == TranscriptFormat.CASSETTE && !hasItems) {
            throw new InvalidTranscriptException(
                    file,
                    "has answers by prompt. Keep the 'items' or 'data' and the 'prompts' of the task that they were recorded with.");
        }
        var rows = new RowCounter(builder, new RowMapping(settings, file), settings.file());
        format.read(
                file,
                settings.input() == null ? null : taskFile.resolveSibling(settings.input()),
                rows::add);
        rows.requireAnswers(file);
        try {
            return new TranscriptFile(
                    settings.file(), format.displayName(), FileHash.of(file), rows.count);
        } catch (IOException e) {
            throw new InvalidTranscriptException(file, "cannot be read: " + e.getMessage(), e);
        }
    }

    /** Counts the rows of a file while it adds them. */
    private static final class RowCounter {

        private final TranscriptBuilder builder;
        private final RowMapping mapping;
        private final String name;
        private long count;
        private long answers;

        RowCounter(TranscriptBuilder builder, RowMapping mapping, String name) {
            this.builder = builder;
            this.mapping = mapping;
            this.name = name;
        }

        void add(SourceRow row) {
            count++;
            builder.add(mapping, name, row);
            if (mapping.isLastAnswered()) {
                answers++;
            }
        }

        void requireAnswers(Path file) {
            if (count == 0) {
                throw new InvalidTranscriptException(
                        file, "has no rows. Name a file with answers.");
            }
            mapping.requireAllFound();
            if (answers == 0) {
                throw new InvalidTranscriptException(
                        file,
                        "has no "
                                + RowNames.ANSWER
                                + " in any row. Its columns are: "
                                + mapping.columns()
                                + ". Name the column with 'columns: {answer: COLUMN}'.");
            }
        }
    }
}

package dev.inward.transcript.source;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.data.DataFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a folder of cassettes: a folder for each topic with a file for each model. */
final class CassetteFolder implements TranscriptSource {

    private static final String EXTENSION = ".jsonl";
    private static final String OBJECT_LEVEL = "object_level";

    @Override
    public void read(Path file, @Nullable Path input, Consumer<SourceRow> consumer) {
        List<Path> cassettes = cassettes(file);
        if (cassettes.isEmpty()) {
            throw new InvalidTranscriptException(
                    file,
                    "has no cassettes. Name the folder that has a folder for each property, such as evals/cassettes.");
        }
        cassettes.forEach(cassette -> readCassette(file, cassette, consumer));
    }

    private static List<Path> cassettes(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new InvalidTranscriptException(
                    folder,
                    "is no folder. Cassettes are a folder with a folder for each property.");
        }
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(file -> folder.relativize(file).getNameCount() == 2)
                    .filter(file -> file.toString().endsWith(EXTENSION))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new InvalidTranscriptException(folder, "cannot be read: " + e.getMessage(), e);
        }
    }

    private static void readCassette(Path folder, Path file, Consumer<SourceRow> consumer) {
        Path relative = folder.relativize(file);
        String topic = relative.getName(0).toString();
        String name = relative.getName(1).toString();
        String model = name.substring(0, name.length() - EXTENSION.length());
        String unused =
                DataFormat.readObjects(
                        file,
                        (line, row) ->
                                consumer.accept(
                                        new SourceRow(
                                                relative + " line " + line,
                                                named(row, topic, model))));
    }

    private static ObjectNode named(ObjectNode row, String topic, String model) {
        row.put(RowNames.MODEL, model);
        if (topic.equals(OBJECT_LEVEL)) {
            row.put(RowNames.KIND, "object-level");
        } else {
            row.put(RowNames.KIND, "hypothetical");
            row.put(RowNames.PROPERTY, topic);
        }
        return row;
    }
}

package dev.inward.transcript.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.data.DataFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the output file of OpenAI's batch API with its input file. {@code custom_id} joins them. A
 * request without an output line has no answer.
 */
final class OpenAiBatch implements TranscriptSource {

    private static final String CUSTOM_ID = "custom_id";

    @Override
    public void read(Path file, @Nullable Path input, Consumer<SourceRow> consumer) {
        if (input == null) {
            throw new InvalidTranscriptException(
                    file,
                    "is the output of a batch, which has no prompts. Name the input file beside it: 'input: batch-input.jsonl'.");
        }
        if (!Files.exists(input)) {
            throw new InvalidTranscriptException(
                    input, "does not exist. A path is relative to the task file.");
        }
        Map<String, ObjectNode> requests = requests(input);
        String unused =
                DataFormat.readObjects(
                        file,
                        (line, output) -> {
                            String id = id(file, line, output);
                            ObjectNode request = requests.remove(id);
                            if (request == null) {
                                throw new InvalidTranscriptException(
                                        file,
                                        String.format(
                                                Locale.ROOT,
                                                "is invalid at line %d: the custom_id '%s' stands there a second time, or the input %s does not have it. Name the input file of this batch.",
                                                line,
                                                id,
                                                input.getFileName()));
                            }
                            BatchAnswers.addTo(request, output)
                                    .forEach(
                                            row ->
                                                    consumer.accept(
                                                            new SourceRow("line " + line, row)));
                        });
        requests.forEach(
                (id, request) -> {
                    request.put(RowNames.ERROR, "the batch has no output for this request");
                    consumer.accept(new SourceRow("custom_id " + id, request));
                });
    }

    private static Map<String, ObjectNode> requests(Path input) {
        var requests = new LinkedHashMap<String, ObjectNode>();
        String unused =
                DataFormat.readObjects(
                        input,
                        (line, request) -> {
                            String id = id(input, line, request);
                            if (requests.put(id, row(id, request.path("body"))) != null) {
                                throw new InvalidTranscriptException(
                                        input,
                                        "is invalid at line "
                                                + line
                                                + ": the custom_id '"
                                                + id
                                                + "' stands there a second time.");
                            }
                        });
        return requests;
    }

    private static String id(Path file, long line, ObjectNode object) {
        JsonNode id = object.path(CUSTOM_ID);
        if (!id.isTextual()) {
            throw new InvalidTranscriptException(
                    file,
                    "is invalid at line "
                            + line
                            + ": it has no 'custom_id'. Name the input and the output file of a batch.");
        }
        return id.asText();
    }

    private static ObjectNode row(String id, JsonNode body) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put(RowNames.ID, id);
        row.put(CUSTOM_ID, id);
        row.put(RowNames.MODEL, body.path("model").asText(null));
        row.put(
                RowNames.PROMPT,
                ChatTexts.prompt(
                        body.has("messages") ? body.path("messages") : body.path("input")));
        JsonNode metadata = body.path("metadata");
        for (String name :
                new String[] {
                    RowNames.KIND, RowNames.PROPERTY, RowNames.QUESTION, RowNames.TARGET
                }) {
            row.set(name, metadata.path(name).isMissingNode() ? null : metadata.path(name));
        }
        row.set("metadata", metadata.isMissingNode() ? null : metadata);
        return row;
    }
}

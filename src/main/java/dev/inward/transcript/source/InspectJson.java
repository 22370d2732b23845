package dev.inward.transcript.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads the JSON of an Inspect log sample by sample. What Inward does not need, such as the events
 * of a sample, is skipped.
 */
final class InspectJson {

    /** Inspect writes NaN for scores. */
    static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    private static final Set<String> NEEDED =
            Set.of("id", "epoch", "input", "target", "output", "metadata", "error");

    private InspectJson() {}

    /** Reads a log that is one JSON file. */
    static void read(Path file, Consumer<SourceRow> consumer) throws IOException {
        JsonNode eval = MissingNode.getInstance();
        boolean hasSamples = false;
        try (JsonParser json = JSON.createParser(file.toFile())) {
            requireObject(json.nextToken(), file);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("eval")) {
                    eval = JSON.readTree(json);
                } else if (name.equals("samples") && value == JsonToken.START_ARRAY) {
                    requireEval(eval, file);
                    hasSamples = true;
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        consumer.accept(InspectSample.row(eval, sample(json)));
                    }
                } else {
                    json.skipChildren();
                }
            }
        }
        requireEval(eval, file);
        if (!hasSamples) {
            throw new InvalidTranscriptException(
                    file, "has no samples. Run Inspect with the samples in the log.");
        }
    }

    /** Reads one sample from a file of its own. */
    static ObjectNode readSample(InputStream in) throws IOException {
        try (JsonParser json = JSON.createParser(in)) {
            json.nextToken();
            return sample(json);
        }
    }

    private static ObjectNode sample(JsonParser json) throws IOException {
        ObjectNode sample = JSON.createObjectNode();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (NEEDED.contains(name)) {
                sample.set(name, JSON.<JsonNode>readTree(json));
            } else {
                json.skipChildren();
            }
        }
        return sample;
    }

    private static void requireObject(JsonToken first, Path file) {
        if (first != JsonToken.START_OBJECT) {
            throw new InvalidTranscriptException(
                    file, "is no log of Inspect. Name a .eval or .json log, or add 'format:'.");
        }
    }

    static void requireEval(JsonNode eval, Path file) {
        if (!eval.path("model").isTextual()) {
            throw new InvalidTranscriptException(
                    file,
                    "is no log of Inspect: it has no 'eval' with a 'model' before its samples. Name a .eval or .json log, or add 'format:'.");
        }
    }
}

package dev.inward.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.transcript.Transcript;
import java.util.stream.Stream;

/** The keys of a task file that a transcript makes unnecessary, since no prompt is sent. */
final class TranscriptDefaults {

    private TranscriptDefaults() {}

    /** Returns whether a task file has items of its own. */
    static boolean hasItems(JsonNode root) {
        return Stream.of("items", "data", "ordered-pairs").anyMatch(root::has);
    }

    /**
     * Returns the task file with prompts and properties. The properties are those that the
     * transcript asks for.
     *
     * @throws IllegalArgumentException if the task file has items and no prompts, or the transcript
     *     asks for no property; the message follows the name of the file
     */
    static JsonNode addTo(JsonNode root, Transcript transcript) {
        ObjectNode completed = root.deepCopy();
        if (!root.has("prompts")) {
            if (hasItems(root)) {
                throw new IllegalArgumentException(
                        "has items and a transcript, but no 'prompts'. Add the prompts that the answers were given to, or remove the items.");
            }
            completed
                    .putObject("prompts")
                    .put("object-level", "{prompt}")
                    .put("hypothetical", "{question} {prompt}")
                    .put("control", "{question} {prompt} {answer}");
        }
        if (!root.has("properties")) {
            if (transcript.properties().isEmpty()) {
                throw new IllegalArgumentException(
                        "has a transcript without hypothetical answers. Add rows in which a model says which property its answer would have.");
            }
            ArrayNode properties = completed.putArray("properties");
            transcript.properties().forEach(properties::add);
        }
        return completed;
    }
}

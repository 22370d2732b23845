package dev.inward.hosted.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The record of a batch on disk.
 *
 * @param name Inward's own name of the batch; also in the metadata of the batch if the server
 *     supports metadata
 * @param model the model: dialect, address and id
 * @param created the time immediately before the submission
 * @param id the server's id of the batch; null as long as the submission is not confirmed
 * @param keys the keys of its requests; copied
 */
record BatchRecord(
        String name, List<String> model, Instant created, @Nullable String id, List<String> keys) {

    private static final int SCHEMA = 1;

    BatchRecord {
        model = List.copyOf(model);
        keys = List.copyOf(keys);
    }

    /** Returns the record of a batch that is about to be submitted. */
    static BatchRecord unsubmitted(List<String> model, Instant created, List<String> keys) {
        var all = new ArrayList<>(model);
        all.add(created.toString());
        all.addAll(keys);
        return new BatchRecord(BatchKey.of(all), model, created, null, keys);
    }

    /** Returns the stage at which a run resumes the batch. */
    BatchStage stage() {
        return id == null ? BatchStage.CLAIMED : BatchStage.SUBMITTED;
    }

    /** Returns the record of the same batch with the id that the server gave it. */
    BatchRecord withId(String serverId) {
        return new BatchRecord(name, model, created, serverId, keys);
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schema", SCHEMA).put("name", name);
        model.forEach(json.putArray("model")::add);
        json.put("created", created.toString()).put("batch", id);
        keys.forEach(json.putArray("requests")::add);
        return json;
    }

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException if the JSON is not a complete record
     * @throws java.time.DateTimeException if its time cannot be read
     */
    static BatchRecord of(JsonNode json) {
        require(json.path("schema").asInt() == SCHEMA, "it has no 'schema: " + SCHEMA + "'");
        JsonNode id = json.path("batch");
        require(id.isTextual() || id.isNull(), "its 'batch' is neither a name nor null");
        return new BatchRecord(
                text(json.path("name")),
                texts(json, "model"),
                Instant.parse(text(json.path("created"))),
                id.textValue(),
                texts(json, "requests"));
    }

    private static List<String> texts(JsonNode json, String key) {
        List<String> texts = json.path(key).valueStream().map(BatchRecord::text).toList();
        require(!texts.isEmpty(), "it has no '" + key + "'");
        return texts;
    }

    private static String text(JsonNode node) {
        require(
                node.isTextual(),
                String.format(
                        Locale.ROOT, "it has %s where a text is expected", node.getNodeType()));
        return node.textValue();
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}

package dev.inward.hosted.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has to be remembered of a batch.
 *
 * @param name what it is known by here, and in its metadata where the server keeps any
 * @param model who is asked: dialect, address and id
 * @param created when it was about to be submitted
 * @param id the server's name for it, once it is known to be submitted
 * @param keys what its requests are known by; copied
 */
record BatchRecord(
        String name, List<String> model, Instant created, @Nullable String id, List<String> keys) {

    private static final int SCHEMA = 1;

    BatchRecord {
        model = List.copyOf(model);
        keys = List.copyOf(keys);
    }

    /** A batch that is about to be submitted. */
    static BatchRecord intent(List<String> model, Instant created, List<String> keys) {
        var all = new ArrayList<>(model);
        all.add(created.toString());
        all.addAll(keys);
        return new BatchRecord(BatchKey.of(all), model, created, null, keys);
    }

    BatchRecord submittedAs(String given) {
        return new BatchRecord(name, model, created, given, keys);
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
     * Reads a record back.
     *
     * @throws IllegalArgumentException or {@link java.time.DateTimeException} when it is no record,
     *     or not all of one
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
        require(node.isTextual(), "it has " + node.getNodeType() + " where a text should be");
        return node.textValue();
    }

    private static void require(boolean isSo, String complaint) {
        if (!isSo) {
            throw new IllegalArgumentException(complaint);
        }
    }
}

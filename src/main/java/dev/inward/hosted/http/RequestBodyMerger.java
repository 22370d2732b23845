package dev.inward.hosted.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** Merges the {@code body} settings of a model entry into a request body. */
final class RequestBodyMerger {

    private RequestBodyMerger() {}

    /** Adds the given settings to the body, recursively. A setting replaces an existing value. */
    static void merge(ObjectNode body, Map<String, JsonNode> settings) {
        settings.forEach(
                (key, value) -> {
                    if (value instanceof ObjectNode nestedSettings
                            && body.get(key) instanceof ObjectNode nestedBody) {
                        var entries = new TreeMap<String, JsonNode>();
                        nestedSettings
                                .properties()
                                .forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
                        merge(nestedBody, entries);
                    } else {
                        body.set(key, value);
                    }
                });
    }
}

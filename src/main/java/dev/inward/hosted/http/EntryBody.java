package dev.inward.hosted.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** Adds what the entry of a model says of the bodies of its requests. */
final class EntryBody {

    private EntryBody() {}

    /**
     * Adds what an entry says more, deep down too; where both say something, the entry is right.
     */
    static void merge(ObjectNode body, Map<String, JsonNode> more) {
        more.forEach(
                (key, value) -> {
                    if (value instanceof ObjectNode inner
                            && body.get(key) instanceof ObjectNode there) {
                        var entries = new TreeMap<String, JsonNode>();
                        inner.properties()
                                .forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
                        merge(there, entries);
                    } else {
                        body.set(key, value);
                    }
                });
    }
}

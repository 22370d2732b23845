package dev.inward.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;

/** What stands behind a key of an entry, of which {@link ModelSpecification} has the text. */
final class EntryValue {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EntryValue() {}

    /** The JSON that a text is; a text where it is none. */
    static JsonNode of(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }

    /** Refuses the value of a key. */
    static IllegalArgumentException wrong(ModelSpecification model, String key, String expected) {
        return new IllegalArgumentException(
                "model '%s' has '%s: %s' in models.yaml or by -Dinward.models.%s.%s; expected %s"
                        .formatted(
                                model.name(),
                                key,
                                model.settings().getOrDefault(key, "nothing"),
                                model.name(),
                                key,
                                expected));
    }
}

package dev.inward.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;

/** Makes what stood in the models file of the text that {@link ModelSpecification} has of it. */
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
}

package dev.inward.model.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;

/** A text below {@code body} as a setting. Settings there are JSON, or text that is no JSON. */
final class BodyText {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private BodyText() {}

    /** Returns the text itself, or its JSON if the text alone would be another value: "7". */
    static String written(String text) {
        try {
            JSON.readTree(text);
            return TextNode.valueOf(text).toString();
        } catch (JsonProcessingException noOtherValue) {
            return text;
        }
    }
}

package dev.inward.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Describes in words which values a part of a schema allows. */
final class ExpectedValue {

    private ExpectedValue() {}

    /**
     * Returns a phrase such as "a whole number of at least 1".
     *
     * @param given the value that was given; it may need no more than quotes
     */
    static String insteadOf(JsonNode given, JsonNode schema) {
        if (schema.has("not")) {
            return schema.path("description").asText();
        }
        List<String> types = types(schema);
        boolean needsQuotes =
                isText(types)
                        ? !given.isTextual()
                        : types.contains("string")
                                && (given.isNumber() || given.isBoolean() || given.isPojo());
        return describe(types, schema) + (needsQuotes ? ", so put it in quotes" : "");
    }

    private static String describe(List<String> types, JsonNode schema) {
        if (isText(types)) {
            return schema.has("pattern") ? "a text that is not blank" : "a text";
        }
        return types.size() > 1 && schema.has("title")
                ? schema.path("title").asText()
                : types.stream()
                        .map(type -> phrase(type, schema))
                        .collect(Collectors.joining(" or "));
    }

    /** Where text is expected, a whole number may stand without quotes. */
    private static boolean isText(List<String> types) {
        return types.equals(List.of("string", "integer"));
    }

    private static List<String> types(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? strings(type) : List.of(type.asText());
    }

    private static String phrase(String type, JsonNode schema) {
        return switch (type) {
            case "integer" -> "a whole number" + bounds(schema);
            case "number" -> "a number" + bounds(schema);
            case "string" ->
                    schema.has("title")
                            ? schema.path("title").asText()
                            : schema.has("examples")
                                    ? "a string such as " + schema.at("/examples/0").asText()
                                    : "a string";
            case "array" -> schema.path("title").asText("a list of strings");
            case "boolean" -> "true or false";
            default -> "a mapping" + contents(schema);
        };
    }

    private static String bounds(JsonNode schema) {
        var bounds = new ArrayList<String>();
        if (schema.has("minimum")) {
            bounds.add("of at least " + schema.path("minimum"));
        }
        if (schema.has("exclusiveMinimum")) {
            bounds.add("above " + schema.path("exclusiveMinimum"));
        }
        if (schema.has("maximum")) {
            bounds.add("at most " + schema.path("maximum"));
        }
        return bounds.isEmpty() ? "" : " " + String.join(" and ", bounds);
    }

    private static String contents(JsonNode schema) {
        List<String> keys =
                schema.has("required")
                        ? strings(schema.path("required"))
                        : schema.path("properties")
                                .propertyStream()
                                .map(Map.Entry::getKey)
                                .toList();
        if (!keys.isEmpty()) {
            return " with '" + String.join("', '", keys) + "'";
        }
        return schema.has("minProperties") ? " with at least one entry" : "";
    }

    private static List<String> strings(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }
}

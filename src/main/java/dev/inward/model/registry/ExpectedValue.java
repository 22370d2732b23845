package dev.inward.model.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Describes in words which values a part of the schema allows. */
final class ExpectedValue {

    private ExpectedValue() {}

    /** Returns a phrase such as "a whole number of at least 1". */
    static String describe(JsonNode schema) {
        if (schema.has("not")) {
            return schema.path("description").asText();
        }
        JsonNode type = schema.path("type");
        return type.isArray()
                ? strings(type).stream()
                        .map(name -> phrase(name, schema))
                        .collect(Collectors.joining(" or "))
                : phrase(type.asText(), schema);
    }

    private static String phrase(String type, JsonNode schema) {
        return switch (type) {
            case "integer" -> "a whole number" + bounds(schema);
            case "number" -> "a number" + bounds(schema);
            case "string" ->
                    schema.has("examples")
                            ? "a string such as " + schema.at("/examples/0").asText()
                            : "a string";
            case "array" -> "a list of strings";
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

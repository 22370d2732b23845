package dev.inward.model.registry;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import dev.inward.UnknownNameException;
import dev.inward.model.QuerySecrets;
import java.util.ArrayList;

/**
 * A violation of the schema in a models file, described in words.
 *
 * @param pointer the path of the key or list element
 * @param message what was given, what was expected, and how to fix it
 */
record SchemaViolation(JsonPointer pointer, String message) {

    static SchemaViolation of(ValidationMessage violation) {
        YamlPath path = YamlPath.of(violation.getInstanceLocation());
        JsonNode schema = ModelsSchema.violatedPart(violation);
        return switch (violation.getType()) {
            case "additionalProperties" -> unknownKey(path, schema, violation.getProperty());
            case "required" ->
                    new SchemaViolation(
                            path.pointer(), missingKey(path, schema, violation.getProperty()));
            default ->
                    new SchemaViolation(
                            path.pointer(), wrongValue(path, schema, violation.getInstanceNode()));
        };
    }

    private static SchemaViolation unknownKey(YamlPath path, JsonNode schema, String key) {
        var known = new ArrayList<String>();
        schema.path("properties").fieldNames().forEachRemaining(known::add);
        return new SchemaViolation(
                path.pointer().appendProperty(key),
                UnknownNameException.message("key", key, path.ownerPhrase(), known));
    }

    private static String missingKey(YamlPath path, JsonNode schema, String key) {
        JsonNode example = schema.path("properties").path(key).at("/examples/0");
        return "%s lacks the key '%s'; add it%s"
                .formatted(
                        path,
                        key,
                        example.isMissingNode()
                                ? ""
                                : ", for example '" + key + ": " + example.asText() + "'");
    }

    private static String wrongValue(YamlPath path, JsonNode schema, JsonNode given) {
        boolean needsQuotes =
                schema.path("type").toString().contains("string")
                        && (given.isNumber() || given.isBoolean());
        return "%s is %s; expected %s%s"
                .formatted(
                        path,
                        path.isSecret() ? kind(given) : QuerySecrets.maskedIn(quoted(given)),
                        ExpectedValue.describe(schema),
                        needsQuotes ? ", so put it in quotes" : "");
    }

    private static String quoted(JsonNode given) {
        return given.isContainerNode() || given.isNull() ? kind(given) : given.toString();
    }

    private static String kind(JsonNode given) {
        return switch (given.getNodeType()) {
            case OBJECT -> given.isEmpty() ? "an empty mapping" : "a mapping";
            case ARRAY -> given.isEmpty() ? "an empty list" : "a list";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case STRING -> "a string";
            default -> "empty";
        };
    }
}

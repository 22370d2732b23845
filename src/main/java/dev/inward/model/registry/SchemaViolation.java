package dev.inward.model.registry;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import dev.inward.UnknownNameException;
import java.util.ArrayList;

/**
 * What the schema has against one place of a models file, in words.
 *
 * @param pointer the key, or the element of a list
 * @param sentence what was given, what was expected and how to mend it
 */
record SchemaViolation(JsonPointer pointer, String sentence) {

    static SchemaViolation about(ValidationMessage violation) {
        SchemaPath subject = SchemaPath.at(violation.getInstanceLocation());
        JsonNode schema = ModelsSchema.violated(violation);
        return switch (violation.getType()) {
            case "additionalProperties" -> unknown(subject, schema, violation.getProperty());
            case "required" ->
                    new SchemaViolation(
                            subject.pointer(), lacks(subject, schema, violation.getProperty()));
            default ->
                    new SchemaViolation(
                            subject.pointer(), wrong(subject, schema, violation.getInstanceNode()));
        };
    }

    private static SchemaViolation unknown(SchemaPath subject, JsonNode schema, String key) {
        var known = new ArrayList<String>();
        schema.path("properties").fieldNames().forEachRemaining(known::add);
        return new SchemaViolation(
                subject.pointer().appendProperty(key),
                UnknownNameException.message("key", key, subject.whose(), known));
    }

    private static String lacks(SchemaPath subject, JsonNode schema, String key) {
        JsonNode example = schema.path("properties").path(key).at("/examples/0");
        return "%s lacks the key '%s'; add it%s"
                .formatted(
                        subject,
                        key,
                        example.isMissingNode()
                                ? ""
                                : ", such as '" + key + ": " + example.asText() + "'");
    }

    private static String wrong(SchemaPath subject, JsonNode schema, JsonNode given) {
        boolean lacksQuotes =
                schema.path("type").toString().contains("string")
                        && (given.isNumber() || given.isBoolean());
        return "%s is %s; expected %s%s"
                .formatted(
                        subject,
                        subject.isSecret() ? kind(given) : shown(given),
                        ExpectedValue.of(schema),
                        lacksQuotes ? ", so put it in quotes" : "");
    }

    private static String shown(JsonNode given) {
        return given.isContainerNode() || given.isNull() ? kind(given) : given.toString();
    }

    private static String kind(JsonNode given) {
        return switch (given.getNodeType()) {
            case OBJECT -> given.isEmpty() ? "an empty mapping" : "a mapping";
            case ARRAY -> given.isEmpty() ? "an empty list" : "a list";
            case NUMBER -> "a number";
            case BOOLEAN -> "a truth value";
            case STRING -> "a text";
            default -> "empty";
        };
    }
}

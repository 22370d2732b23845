package dev.inward.yaml;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import dev.inward.UnknownNameException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A violation of the schema of a file, described in words.
 *
 * @param pointer the path of the key or list element
 * @param message what was given, what was expected, and how to fix it
 */
record SchemaViolation(JsonPointer pointer, String message) {

    private static final int MAX_SHOWN = 100;

    /** Returns the path of the key or the list element that a violation is about. */
    static JsonPointer place(ValidationMessage violation) {
        JsonPointer pointer = YamlPath.of(violation.getInstanceLocation()).pointer();
        return switch (violation.getType()) {
            case "additionalProperties", "propertyNames" ->
                    pointer.appendProperty(violation.getProperty());
            default -> pointer;
        };
    }

    static SchemaViolation of(
            ValidationMessage violation, YamlSchema schema, PathNames names, Locations locations) {
        YamlPath path = YamlPath.of(violation.getInstanceLocation());
        JsonNode part = schema.violatedPart(violation);
        String message =
                switch (violation.getType()) {
                    case "additionalProperties" ->
                            unknownKey(path, part, violation.getProperty(), names);
                    case "required" -> missingKey(path, part, violation.getProperty(), names);
                    case "enum" -> unknownName(part, violation.getInstanceNode());
                    case "uniqueItems" ->
                            String.format(
                                    Locale.ROOT,
                                    "%s has an element twice; expected %s",
                                    names.name(path),
                                    ExpectedValue.insteadOf(violation.getInstanceNode(), part));
                    case "propertyNames" ->
                            String.format(
                                    Locale.ROOT,
                                    "'%s'%s is not a valid name; expected %s",
                                    shown(violation.getProperty()),
                                    names.ownerPhrase(path),
                                    part.at("/propertyNames/description").asText());
                    default ->
                            String.format(
                                    Locale.ROOT,
                                    "%s is %s; expected %s",
                                    names.name(path),
                                    names.isSecret(path)
                                            ? kind(violation.getInstanceNode())
                                            : given(
                                                    violation.getInstanceNode(),
                                                    locations.written(path.pointer())),
                                    ExpectedValue.insteadOf(violation.getInstanceNode(), part));
                };
        return new SchemaViolation(place(violation), message);
    }

    private static String unknownKey(YamlPath path, JsonNode schema, String key, PathNames names) {
        var known = new ArrayList<String>();
        schema.path("properties").fieldNames().forEachRemaining(known::add);
        return UnknownNameException.message("key", shown(key), names.ownerPhrase(path), known);
    }

    private static String missingKey(YamlPath path, JsonNode schema, String key, PathNames names) {
        JsonNode example = schema.path("properties").path(key).at("/examples/0");
        return String.format(
                Locale.ROOT,
                "%s lacks the key '%s'; add it%s",
                names.name(path),
                key,
                example.isMissingNode()
                        ? ""
                        : ", for example '" + key + ": " + example.asText() + "'");
    }

    /** The title of a list of names is the noun for what they name. */
    private static String unknownName(JsonNode schema, JsonNode given) {
        List<String> known = schema.path("enum").valueStream().map(JsonNode::asText).toList();
        return UnknownNameException.message(
                schema.path("title").asText(),
                given.isContainerNode() ? kind(given) : shown(given.asText()),
                "",
                known);
    }

    private static String given(JsonNode given, String written) {
        if (given.isTextual()) {
            return shown(given.toString());
        }
        return written.isEmpty() ? kind(given) : shown(written);
    }

    private static String shown(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }

    private static String kind(JsonNode given) {
        return switch (given.getNodeType()) {
            case OBJECT -> given.isEmpty() ? "an empty mapping" : "a mapping";
            case ARRAY -> given.isEmpty() ? "an empty list" : "a list";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case STRING -> "a string";
            case POJO -> "a value without quotes";
            default -> "empty";
        };
    }
}

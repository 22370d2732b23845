package dev.inward.property.definition;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.property.BehavioralProperties;
import dev.inward.property.BehavioralProperty;
import dev.inward.yaml.KeyNames;
import dev.inward.yaml.PlainScalars;
import dev.inward.yaml.YamlFormat;
import dev.inward.yaml.YamlSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Reads {@code evals/properties.yaml}: behavioral properties that need no Java. */
public final class PropertyFile {

    static final String SCHEMA = "/dev/inward/property/properties.schema.json";

    private static final YamlFormat FORMAT =
            new YamlFormat(
                    "The properties file",
                    YamlSchema.ofResource(SCHEMA),
                    new KeyNames(),
                    PlainScalars.TEXTS);

    private static final String JUDGE = "judge";

    /** The keys of which a property has exactly one. */
    private static final List<String> KEYS =
            Stream.concat(PropertyRule.KEYS.stream(), Stream.of(JUDGE)).toList();

    private PropertyFile() {}

    /**
     * Reads the properties.
     *
     * @param file the file; it need not exist
     * @return the properties by name, in the order of the file
     * @throws IllegalArgumentException if the file is invalid
     */
    public static Map<String, BehavioralProperty> read(Path file) {
        var properties = new LinkedHashMap<String, BehavioralProperty>();
        if (Files.exists(file)) {
            for (Map.Entry<String, JsonNode> entry : FORMAT.read(file).properties()) {
                properties.put(entry.getKey(), property(file, entry.getKey(), entry.getValue()));
            }
        }
        return properties;
    }

    private static BehavioralProperty property(Path file, String name, JsonNode definition) {
        JsonPointer place = JsonPointer.empty().appendProperty(name);
        if (BehavioralProperties.find(name).isPresent()) {
            throw FORMAT.invalid(
                    file,
                    place,
                    "the property '"
                            + name
                            + "' has the name of one that ships. Choose another name.",
                    null);
        }
        List<String> rules = KEYS.stream().filter(definition::has).toList();
        if (rules.size() != 1) {
            throw FORMAT.invalid(
                    file,
                    place,
                    String.format(
                            Locale.ROOT,
                            "the property '%s' has %s. Give it exactly one of %s.",
                            name,
                            rules.isEmpty() ? "no rule" : "the rules " + String.join(", ", rules),
                            String.join(", ", KEYS)),
                    null);
        }
        String key = rules.get(0);
        List<String> paraphrases =
                definition.path("paraphrases").valueStream().map(JsonNode::asText).toList();
        try {
            return property(file, name, key, definition).withParaphrases(paraphrases);
        } catch (IllegalArgumentException e) {
            throw FORMAT.invalid(
                    file,
                    place.appendProperty(key),
                    "'" + key + "' of the property '" + name + "': " + e.getMessage(),
                    e);
        }
    }

    private static BehavioralProperty property(
            Path file, String name, String key, JsonNode definition) {
        String question = definition.path("question").asText();
        if (key.equals(JUDGE)) {
            return BehavioralProperty.judged(
                    name, question, JudgeQuestionReader.read(definition.path(key), file));
        }
        PropertyRule rule = PropertyRule.of(key, definition.path(key));
        return BehavioralProperty.named(name)
                .askedAs(question)
                .answeredWith(rule.format())
                .computedFromResponse(rule.function());
    }
}

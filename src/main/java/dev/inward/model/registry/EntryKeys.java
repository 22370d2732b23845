package dev.inward.model.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.model.ModelSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The keys that an entry of the models file may have.
 *
 * @param names {@code provider} and the keys of {@link ModelSpecification#settings()}, such as
 *     {@code price.input}. {@code headers.*} allows any key below {@code headers}, and {@code *}
 *     allows any key
 */
record EntryKeys(List<String> names) {

    /** The keys of a provider that the schema does not know. */
    static final EntryKeys ANY = new EntryKeys(List.of("*"));

    private static final String WILDCARD = "*";

    /** Collects the keys from the schema of an entry. */
    static EntryKeys of(JsonNode schema) {
        var names = new ArrayList<String>();
        collect(schema, "", names);
        return new EntryKeys(List.copyOf(names));
    }

    private static void collect(JsonNode schema, String prefix, List<String> names) {
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String key = prefix + property.getKey();
            JsonNode value = ModelsSchema.SCHEMA.resolved(property.getValue());
            if (value.has("properties")) {
                collect(value, key + ".", names);
                if (value.path("additionalProperties").isObject()) {
                    names.add(key + "." + WILDCARD);
                }
                if (value.path("type").isArray()) {
                    names.add(key);
                }
            } else {
                boolean hasAnyKey = value.path("type").asText().equals("object");
                names.add(hasAnyKey ? key + "." + WILDCARD : key);
            }
        }
    }

    /** Returns the keys without a wildcard. */
    List<String> withoutWildcards() {
        return names.stream().filter(name -> !name.endsWith(WILDCARD)).toList();
    }

    /** Returns whether an entry may have this key. */
    boolean has(String key) {
        return names.stream()
                .anyMatch(
                        name ->
                                name.endsWith(WILDCARD)
                                        ? key.startsWith(name.substring(0, name.length() - 1))
                                        : name.equals(key));
    }
}

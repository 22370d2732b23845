package dev.inward.model.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.model.ModelSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The keys that an entry of the models file may have.
 *
 * @param names the keys as they are in {@link ModelSpecification#settings()}, such as {@code
 *     price.input}, and {@code provider}; {@code headers.*} stands for any key below {@code
 *     headers}, and {@code *} for any key at all
 */
record EntryKeys(List<String> names) {

    /** What a provider takes that the schema does not know. */
    static final EntryKeys ANY = new EntryKeys(List.of("*"));

    private static final String OPEN = "*";

    /** Reads the keys off the schema of an entry. */
    static EntryKeys of(JsonNode schema) {
        var names = new ArrayList<String>();
        collect(schema, "", names);
        return new EntryKeys(List.copyOf(names));
    }

    private static void collect(JsonNode schema, String prefix, List<String> names) {
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String key = prefix + property.getKey();
            JsonNode value = ModelsSchema.resolved(property.getValue());
            if (value.has("properties")) {
                collect(value, key + ".", names);
            } else {
                boolean isOpen = value.path("type").asText().equals("object");
                names.add(isOpen ? key + "." + OPEN : key);
            }
        }
    }

    /** The keys that can be named one by one. */
    List<String> closed() {
        return names.stream().filter(name -> !name.endsWith(OPEN)).toList();
    }

    /** Whether an entry may have this key. */
    boolean has(String key) {
        return names.stream()
                .anyMatch(
                        name ->
                                name.endsWith(OPEN)
                                        ? key.startsWith(name.substring(0, name.length() - 1))
                                        : name.equals(key));
    }
}

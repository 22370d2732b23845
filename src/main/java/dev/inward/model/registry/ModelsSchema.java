package dev.inward.model.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.yaml.YamlSchema;

/** The schema of the models file, with the keys of each provider. */
final class ModelsSchema {

    static final String RESOURCE = "/dev/inward/model/models.schema.json";

    static final YamlSchema SCHEMA = YamlSchema.ofResource(RESOURCE);

    private ModelsSchema() {}

    /** Returns the keys that an entry with this provider may have. */
    static EntryKeys keys(String provider) {
        for (JsonNode rule : SCHEMA.at("/$defs/entry/allOf")) {
            for (JsonNode named : rule.at("/if/properties/provider/enum")) {
                if (named.asText().equals(provider)) {
                    return EntryKeys.of(SCHEMA.resolved(rule.path("then")));
                }
            }
        }
        return EntryKeys.ANY;
    }
}

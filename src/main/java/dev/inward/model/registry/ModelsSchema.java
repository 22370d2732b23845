package dev.inward.model.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.InputStreamSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Schema of the models file, as it lies in the jar: the one list of the keys there are.
 */
final class ModelsSchema {

    /** Beside this class. */
    static final String RESOURCE = "/dev/inward/model/models.schema.json";

    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build();
    private static final JsonNode TREE = read();
    private static final JsonSchema SCHEMA = compile(TREE);

    private ModelsSchema() {}

    private static JsonNode read() {
        try (InputStream resource = ModelsSchema.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("there is no " + RESOURCE + " in the jar");
            }
            return new ObjectMapper().readTree(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a schema that may refer to itself and to the meta-schemas, and to no network. */
    static JsonSchema compile(JsonNode schema) {
        return JsonSchemaFactory.getInstance(
                        VersionFlag.V202012,
                        factory ->
                                factory.schemaLoaders(
                                        loaders -> loaders.add(ModelsSchema::offline)))
                .getSchema(schema, CONFIG);
    }

    /** Leaves the class path to the loaders that follow, and keeps the rest from them. */
    private static @Nullable InputStreamSource offline(AbsoluteIri address) {
        if (address.toString().startsWith("classpath:")) {
            return null;
        }
        throw new IllegalStateException(address + " is not fetched; schemas are read offline");
    }

    /** Returns all that is wrong with a models file. */
    static Set<ValidationMessage> violations(JsonNode file) {
        return SCHEMA.validate(file);
    }

    /** Returns the part of the schema that holds the keyword that was violated. */
    static JsonNode violated(ValidationMessage violation) {
        String keyword = violation.getSchemaLocation().getFragment().toString();
        return TREE.at(keyword.substring(0, keyword.lastIndexOf('/')));
    }

    /** Returns the keys that an entry of this provider may have. */
    static EntryKeys keys(String provider) {
        for (JsonNode rule : TREE.at("/$defs/entry/allOf")) {
            for (JsonNode named : rule.at("/if/properties/provider/enum")) {
                if (named.asText().equals(provider)) {
                    return EntryKeys.of(resolved(rule.path("then")));
                }
            }
        }
        return EntryKeys.ANY;
    }

    /** Follows a reference within the schema. */
    static JsonNode resolved(JsonNode schema) {
        JsonNode reference = schema.path("$ref");
        return reference.isMissingNode() ? schema : TREE.at(reference.asText().substring(1));
    }
}

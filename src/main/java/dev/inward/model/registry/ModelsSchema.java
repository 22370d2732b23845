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

/** The JSON Schema of the models file, read from the jar. It is the only list of the known keys. */
final class ModelsSchema {

    static final String RESOURCE = "/dev/inward/model/models.schema.json";

    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build();
    private static final JsonNode TREE = read();
    private static final JsonSchema SCHEMA = compile(TREE);

    private ModelsSchema() {}

    private static JsonNode read() {
        try (InputStream resource = ModelsSchema.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("the jar does not contain " + RESOURCE);
            }
            return new ObjectMapper().readTree(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiles a schema. It may refer to itself and to the meta-schemas, but not to a network. */
    static JsonSchema compile(JsonNode schema) {
        return JsonSchemaFactory.getInstance(
                        VersionFlag.V202012,
                        factory ->
                                factory.schemaLoaders(
                                        loaders -> loaders.add(ModelsSchema::rejectRemote)))
                .getSchema(schema, CONFIG);
    }

    /**
     * Rejects every address, except those on the class path: null passes them to the next loader.
     */
    private static @Nullable InputStreamSource rejectRemote(AbsoluteIri address) {
        if (address.toString().startsWith("classpath:")) {
            return null;
        }
        throw new IllegalStateException(
                "the schema " + address + " is remote; only schemas on the class path are read");
    }

    /** Returns the violations of the schema in the content of a models file. */
    static Set<ValidationMessage> violations(JsonNode file) {
        return SCHEMA.validate(file);
    }

    /** Returns the part of the schema whose keyword is violated. */
    static JsonNode violatedPart(ValidationMessage violation) {
        String keyword = violation.getSchemaLocation().getFragment().toString();
        return TREE.at(keyword.substring(0, keyword.lastIndexOf('/')));
    }

    /** Returns the keys that an entry with this provider may have. */
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

    /** Follows a reference inside the schema; returns any other part unchanged. */
    static JsonNode resolved(JsonNode schema) {
        JsonNode reference = schema.path("$ref");
        return reference.isMissingNode() ? schema : TREE.at(reference.asText().substring(1));
    }
}

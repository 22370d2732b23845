package dev.inward.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import java.util.Collection;
import java.util.Set;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Schema of one kind of file, read from the jar. It is the only list of the known keys.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.INTERNAL, since = "0.1")
public final class YamlSchema {

    private final JsonNode tree;
    private final JsonSchema schema;
    private final JsonSchema firstViolationOnly;

    private YamlSchema(JsonNode tree) {
        this.tree = tree;
        this.schema = compile(tree);
        this.firstViolationOnly = compile(tree, true);
    }

    /**
     * Reads a schema.
     *
     * @param resource the absolute name of the resource in the jar
     * @return the schema
     * @throws IllegalStateException if the jar does not contain the resource
     */
    public static YamlSchema ofResource(String resource) {
        try (InputStream in = YamlSchema.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the jar does not contain " + resource);
            }
            return new YamlSchema(new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns this schema with further values of an enumeration.
     *
     * @param pointer the path of the part that has the keyword {@code enum}, as a JSON Pointer
     * @param values the values to add
     * @return the schema; this one does not change
     */
    public YamlSchema withValues(String pointer, Collection<String> values) {
        JsonNode copy = tree.deepCopy();
        ArrayNode known = (ArrayNode) copy.at(pointer).required("enum");
        values.forEach(known::add);
        return new YamlSchema(copy);
    }

    /**
     * Returns a part of the schema.
     *
     * @param pointer the path of the part as a JSON Pointer
     * @return the part; a missing node if it does not exist
     */
    public JsonNode at(String pointer) {
        return tree.at(pointer);
    }

    /**
     * Follows a reference inside the schema.
     *
     * @param part a part of this schema
     * @return the part that it refers to; itself if it is not a reference
     */
    public JsonNode resolved(JsonNode part) {
        JsonNode reference = part.path("$ref");
        return reference.isMissingNode() ? part : at(reference.asText().substring(1));
    }

    /** Compiles a schema. It may refer to itself and to the meta-schemas, but not to a network. */
    static JsonSchema compile(JsonNode schema) {
        return compile(schema, false);
    }

    private static JsonSchema compile(JsonNode schema, boolean firstViolationOnly) {
        var config =
                SchemaValidatorsConfig.builder()
                        .pathType(PathType.JSON_POINTER)
                        .failFast(firstViolationOnly)
                        .build();
        return JsonSchemaFactory.getInstance(
                        VersionFlag.V202012,
                        factory ->
                                factory.schemaLoaders(
                                        loaders -> loaders.add(YamlSchema::rejectRemote)))
                .getSchema(schema, config);
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

    /** Returns the violations of the schema in the content of a file. */
    Set<ValidationMessage> violations(JsonNode file) {
        return schema.validate(file);
    }

    /** Returns one violation at most, for a file whose violations may not fit into memory. */
    Set<ValidationMessage> firstViolation(JsonNode file) {
        return firstViolationOnly.validate(file);
    }

    /** Returns the part of the schema whose keyword is violated. */
    JsonNode violatedPart(ValidationMessage violation) {
        String keyword = violation.getSchemaLocation().getFragment().toString();
        return tree.at(keyword.substring(0, keyword.lastIndexOf('/')));
    }
}

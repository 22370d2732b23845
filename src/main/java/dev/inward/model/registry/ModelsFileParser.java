package dev.inward.model.registry;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.inward.InwardParameters;
import dev.inward.model.registry.YamlLocations.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Parses a models file and validates it with the schema. */
final class ModelsFileParser {

    /** Strict, because YAML would silently ignore the first of two entries with the same name. */
    private static final YAMLMapper YAML =
            YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private ModelsFileParser() {}

    /**
     * Parses a file.
     *
     * @throws IllegalArgumentException if the file is missing, is not YAML, or violates the schema;
     *     the message has every violation, its line and column, and how to fix it
     */
    static JsonNode parse(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    ("there is no models file at %s; create one, or set its folder with -D"
                                    + InwardParameters.EVALS
                                    + "=")
                            .formatted(file));
        }
        try {
            String text = Files.readString(file);
            JsonNode tree = YAML.readTree(text);
            List<String> problems =
                    problems(
                            tree.isMissingNode() ? NullNode.getInstance() : tree,
                            new YamlLocations(text));
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException(
                        "the models file %s is invalid at%s%s"
                                .formatted(
                                        file,
                                        problems.size() == 1 ? " " : "\n  ",
                                        String.join("\n  ", problems)));
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "the models file %s cannot be read as YAML at line %d: %s"
                            .formatted(
                                    file,
                                    e.getLocation().getLineNr(),
                                    e.getOriginalMessage().strip()),
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the models file %s cannot be read: %s".formatted(file, e), e);
        }
    }

    private static List<String> problems(JsonNode tree, YamlLocations locations) {
        record Located(Location location, String message) {}
        return ModelsSchema.violations(tree).stream()
                .map(SchemaViolation::of)
                .map(
                        violation ->
                                new Located(locations.of(violation.pointer()), violation.message()))
                .sorted(comparing(Located::location))
                .map(located -> located.location() + ": " + located.message())
                .distinct()
                .toList();
    }
}

package dev.inward.model.registry;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.inward.model.registry.YamlLocations.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads a models file and holds it to the schema. */
final class ModelsTree {

    /** Of two entries with one name, the first would go unseen. */
    private static final YAMLMapper YAML =
            YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private ModelsTree() {}

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException when it is missing, no YAML, or against the schema, with
     *     everything that is, its line and its mend
     */
    static JsonNode read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    "there is no models file at %s; write one, or name its folder with -Dinward.evals="
                            .formatted(file));
        }
        try {
            String text = Files.readString(file);
            JsonNode tree = YAML.readTree(text);
            List<String> complaints =
                    complaints(
                            tree.isMissingNode() ? NullNode.getInstance() : tree,
                            new YamlLocations(text));
            if (!complaints.isEmpty()) {
                throw new IllegalArgumentException(
                        "the models file %s is wrong at%s%s"
                                .formatted(
                                        file,
                                        complaints.size() == 1 ? " " : "\n  ",
                                        String.join("\n  ", complaints)));
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

    private static List<String> complaints(JsonNode tree, YamlLocations places) {
        record Placed(Place place, String sentence) {}
        return ModelsSchema.violations(tree).stream()
                .map(SchemaViolation::about)
                .map(found -> new Placed(places.of(found.pointer()), found.sentence()))
                .sorted(comparing(Placed::place))
                .map(found -> found.place() + ": " + found.sentence())
                .distinct()
                .toList();
    }
}

package dev.inward.yaml;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * A kind of YAML file. It reads files without silent changes of a value, and it validates them with
 * a schema. Immutable and thread-safe.
 *
 * @param title the words for such a file in messages, such as "the models file"
 * @param schema the schema of the file
 * @param names the words for its values in messages
 * @param plainScalars how a value without quotes is read
 * @since 0.1
 */
@API(status = Status.INTERNAL, since = "0.1")
public record YamlFormat(
        String title, YamlSchema schema, PathNames names, PlainScalars plainScalars) {

    private static final int MAX_PROBLEMS = 20;

    /** All violations of a longer text are not collected: there can be a million of them. */
    private static final int MAX_LENGTH_FOR_ALL_VIOLATIONS = 1 << 20;

    /**
     * Reads a file.
     *
     * @param file a YAML file in UTF-8, with or without a byte order mark
     * @return its content, which satisfies the schema
     * @throws IllegalArgumentException if the file cannot be read, is not YAML, or violates the
     *     schema; the message has the line and column of each problem and how to mend it
     */
    public JsonNode read(Path file) {
        try {
            String text = YamlText.decode(Files.readAllBytes(file));
            JsonNode tree = YamlTree.parse(text, plainScalars);
            List<String> problems =
                    problems(text, tree.isMissingNode() ? NullNode.getInstance() : tree);
            if (!problems.isEmpty()) {
                throw invalid(file, problems, null);
            }
            return tree;
        } catch (InvalidYamlException e) {
            throw invalid(file, List.of(e.location() + ": " + e.getMessage()), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s %s cannot be read: %s", title, file, e), e);
        }
    }

    /**
     * Returns an error about a value that the schema allows and its reader does not.
     *
     * @param file the file that was read
     * @param place the place of the value in the file
     * @param problem what is wrong with the value and how to mend it
     * @param cause the reason; may be null
     * @return the error; its message has the line and column of the value
     */
    public IllegalArgumentException invalid(
            Path file, JsonPointer place, String problem, @Nullable Throwable cause) {
        try {
            var locations = new Locations(YamlText.decode(Files.readAllBytes(file)), Set.of(place));
            return invalid(file, List.of(locations.of(place) + ": " + problem), cause);
        } catch (IOException | InvalidYamlException changed) {
            return invalid(file, List.of("'" + place + "': " + problem), cause);
        }
    }

    private List<String> problems(String text, JsonNode tree) {
        Collection<ValidationMessage> violations =
                text.length() > MAX_LENGTH_FOR_ALL_VIOLATIONS
                        ? schema.firstViolation(tree)
                        : schema.violations(tree);
        if (violations.isEmpty()) {
            return List.of();
        }
        Set<JsonPointer> places =
                violations.stream()
                        .map(violation -> SchemaViolation.place(violation))
                        .collect(Collectors.toSet());
        var locations = new Locations(text, places);
        record Located(Location location, String message) {}
        return violations.stream()
                .map(violation -> SchemaViolation.of(violation, schema, names, locations))
                .map(
                        violation ->
                                new Located(locations.of(violation.pointer()), violation.message()))
                .sorted(comparing(Located::location))
                .map(located -> located.location() + ": " + located.message())
                .distinct()
                .toList();
    }

    private IllegalArgumentException invalid(
            Path file, List<String> problems, @Nullable Throwable cause) {
        int hidden = Math.max(0, problems.size() - MAX_PROBLEMS);
        String more = hidden == 0 ? "" : String.format(Locale.ROOT, "\n  and %,d more", hidden);
        return new IllegalArgumentException(
                String.format(
                        Locale.ROOT,
                        "%s %s is invalid at%s%s%s",
                        title,
                        file,
                        problems.size() == 1 ? " " : "\n  ",
                        problems.stream().limit(MAX_PROBLEMS).collect(Collectors.joining("\n  ")),
                        more),
                cause);
    }
}

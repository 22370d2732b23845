package dev.inward.model.registry;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.inward.model.ModelSpecification;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The content of a models file, with overrides applied. */
final class ModelsFile {

    private static final String BODY_PREFIX = "body.";

    private final Path file;
    private final Path home;
    private final Map<String, String> environment;
    private final Overrides overrides;
    private final JsonNode root;

    /**
     * Reads the file.
     *
     * @param overrides the values that replace keys of the file
     * @throws IllegalArgumentException as {@link ModelsFileParser#parse} does
     */
    ModelsFile(Path file, Path home, Map<String, String> environment, Overrides overrides) {
        this(file, home, environment, overrides, ModelsFileParser.parse(file));
    }

    private ModelsFile(
            Path file,
            Path home,
            Map<String, String> environment,
            Overrides overrides,
            JsonNode root) {
        this.file = file;
        this.home = home;
        this.environment = environment;
        this.overrides = overrides;
        this.root = root;
    }

    /** Returns the content of a file that does not exist: no models. */
    static ModelsFile absent(
            Path file, Path home, Map<String, String> environment, Overrides overrides) {
        return new ModelsFile(file, home, environment, overrides, MissingNode.getInstance());
    }

    List<String> defaultTargets() {
        return names("default-targets");
    }

    List<String> defaultJudges() {
        return names("default-judges");
    }

    private List<String> names(String key) {
        var names = new ArrayList<String>();
        JsonNode listed = root.path(key);
        if (listed.isTextual()) {
            names.add(listed.asText());
        }
        listed.forEach(name -> names.add(name.asText()));
        return names;
    }

    Map<String, ModelSpecification> specifications() {
        var specifications = new LinkedHashMap<String, ModelSpecification>();
        for (String name : keys(root.path("models"))) {
            var settings = new LinkedHashMap<String, String>();
            flatten(root.path("models").path(name), "", settings);
            specifications.put(name, specification(name, settings));
        }
        overrides.rejectUnknownModels(specifications.keySet());
        return specifications;
    }

    /**
     * Creates the specification of a model, which may be listed in this file or not.
     *
     * @param entry its keys and values, including {@code provider}
     */
    ModelSpecification specification(String name, Map<String, String> entry) {
        Map<String, String> settings = overrides.applyTo(name, keys(root.path("models")), entry);
        String provider = requireNonNull(settings.remove("provider"));
        Path folder = file.toAbsolutePath().getParent();
        return new ModelSpecification(
                name,
                provider,
                settings,
                folder == null ? Path.of("") : folder,
                home,
                variable -> Optional.ofNullable(environment.get(variable)));
    }

    /** Joins nested keys with dots, except below {@code body}: its values are the server's own. */
    private static void flatten(JsonNode node, String prefix, Map<String, String> settings) {
        for (String key : keys(node)) {
            JsonNode value = node.path(key);
            if (value.isObject() && !prefix.equals(BODY_PREFIX)) {
                flatten(value, prefix + key + ".", settings);
            } else if (value.isContainerNode()) {
                settings.put(prefix + key, value.toString());
            } else if (prefix.equals(BODY_PREFIX) && value.isTextual()) {
                settings.put(prefix + key, BodyText.written(value.asText()));
            } else {
                settings.put(prefix + key, value.asText());
            }
        }
    }

    private static List<String> keys(JsonNode node) {
        var keys = new ArrayList<String>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    IllegalArgumentException invalid(String problem) {
        return new IllegalArgumentException("the models file " + file + " " + problem);
    }

    @Override
    public String toString() {
        return file.toString();
    }
}

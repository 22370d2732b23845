package dev.inward.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models file, read. */
final class ModelsFile {

    private final Path file;
    private final Path home;
    private final Map<String, String> environment;
    private final JsonNode root;

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException as {@link ModelsTree#read} does
     */
    ModelsFile(Path file, Path home, Map<String, String> environment) {
        this.file = file;
        this.home = home;
        this.environment = environment;
        root = ModelsTree.read(file);
    }

    List<String> defaultTargets() {
        var targets = new ArrayList<String>();
        JsonNode listed = root.path("default-targets");
        if (listed.isTextual()) {
            targets.add(listed.asText());
        }
        listed.forEach(target -> targets.add(target.asText()));
        return targets;
    }

    Map<String, ModelSpecification> specifications() {
        var specifications = new LinkedHashMap<String, ModelSpecification>();
        for (String name : keys(root.path("models"))) {
            var settings = new LinkedHashMap<String, String>();
            flatten(root.path("models").path(name), "", settings);
            String provider = requireNonNull(settings.remove("provider"));
            specifications.put(name, specification(name, provider, settings));
        }
        return specifications;
    }

    /** What is known of a model that this file may list or not. */
    ModelSpecification specification(String name, String provider, Map<String, String> settings) {
        Path folder = file.toAbsolutePath().getParent();
        return new ModelSpecification(
                name,
                provider,
                settings,
                folder == null ? Path.of("") : folder,
                home,
                variable -> Optional.ofNullable(environment.get(variable)));
    }

    private static void flatten(JsonNode node, String prefix, Map<String, String> settings) {
        for (String key : keys(node)) {
            JsonNode value = node.path(key);
            if (value.isObject()) {
                flatten(value, prefix + key + ".", settings);
            } else if (value.isArray()) {
                settings.put(prefix + key, value.toString());
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

    IllegalArgumentException malformed(String complaint) {
        return new IllegalArgumentException("the models file " + file + " " + complaint);
    }

    @Override
    public String toString() {
        return file.toString();
    }
}

package dev.inward.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models file, read. */
final class ModelsFile {

    private static final List<String> KEYS = List.of("models", "default-targets");

    private final Path file;
    private final Path home;
    private final Map<String, String> environment;
    private final JsonNode root;

    ModelsFile(Path file, Path home, Map<String, String> environment) {
        this.file = file;
        this.home = home;
        this.environment = environment;
        root = parse(file);
        for (String key : keys(root)) {
            if (!KEYS.contains(key)) {
                throw malformed(
                        "has the unknown key '"
                                + key
                                + "'; it takes 'models' and 'default-targets'");
            }
        }
    }

    private static JsonNode parse(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    "there is no models file at %s; write one, or name its folder with -Dinward.evals="
                            .formatted(file));
        }
        try {
            return new YAMLMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the models file %s cannot be read as YAML: %s".formatted(file, e.getMessage()),
                    e);
        }
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
            String provider = settings.remove("provider");
            if (provider == null || provider.isBlank()) {
                throw malformed("lacks 'provider' in the entry of model '" + name + "'");
            }
            specifications.put(name, specification(name, provider, settings));
        }
        if (specifications.isEmpty()) {
            throw malformed("names no model; add one under 'models'");
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
                var elements = new ArrayList<String>();
                value.forEach(element -> elements.add(element.asText()));
                settings.put(prefix + key, String.join(",", elements));
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

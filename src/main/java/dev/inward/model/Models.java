package dev.inward.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.inward.UnknownNameException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The models that can be named: what the models file lists, opened on first use and closed
 * together.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class Models implements AutoCloseable {

    /** What stands before the name of a model to name a second one that is opened just like it. */
    public static final String COPY_OF = "copy of ";

    private final Path file;
    private final List<String> defaultTargets;
    private final Map<String, ModelSpecification> specifications;
    private final Map<String, ChatModel> open = new LinkedHashMap<>();

    private Models(
            Path file,
            List<String> defaultTargets,
            Map<String, ModelSpecification> specifications) {
        this.file = file;
        this.defaultTargets = List.copyOf(defaultTargets);
        this.specifications = new TreeMap<>(specifications);
        this.defaultTargets.forEach(this::specification);
    }

    /**
     * Reads a models file.
     *
     * @param file YAML with the keys {@code models} (name to entry, each with a {@code provider})
     *     and {@code default-targets}
     * @param home where providers may keep what was paid for
     * @param environment the environment variables, where keys are looked up
     * @throws IllegalArgumentException when the file is missing or malformed, naming the file, the
     *     entry and the mend
     */
    public static Models read(Path file, Path home, Map<String, String> environment) {
        JsonNode root = parse(file);
        for (String key : keys(root)) {
            if (!List.of("models", "default-targets").contains(key)) {
                throw malformed(
                        file,
                        "has the unknown key '"
                                + key
                                + "'; it takes 'models' and 'default-targets'");
            }
        }
        var specifications = new LinkedHashMap<String, ModelSpecification>();
        for (String name : keys(root.path("models"))) {
            specifications.put(
                    name,
                    specification(file, home, environment, name, root.path("models").path(name)));
        }
        if (specifications.isEmpty()) {
            throw malformed(file, "names no model; add one under 'models'");
        }
        var defaults = new ArrayList<String>();
        root.path("default-targets").forEach(target -> defaults.add(target.asText()));
        return new Models(file, defaults, specifications);
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

    private static ModelSpecification specification(
            Path file, Path home, Map<String, String> environment, String name, JsonNode entry) {
        String provider = entry.path("provider").asText("");
        if (provider.isEmpty()) {
            throw malformed(file, "lacks 'provider' in the entry of model '" + name + "'");
        }
        var settings = new LinkedHashMap<String, String>();
        flatten(entry, "", settings);
        settings.remove("provider");
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

    private static IllegalArgumentException malformed(Path file, String complaint) {
        return new IllegalArgumentException("the models file " + file + " " + complaint);
    }

    /** Returns the names of all models, sorted. */
    public List<String> names() {
        return List.copyOf(specifications.keySet());
    }

    /** Returns the models that are targets where an eval names none, in the file's order. */
    public List<String> defaultTargets() {
        return defaultTargets;
    }

    /**
     * Returns what the models file says of a model, or of a {@linkplain #COPY_OF copy} of one.
     *
     * @throws IllegalArgumentException when it names no such model; the message has the nearest
     *     name
     */
    public ModelSpecification specification(String name) {
        if (name.startsWith(COPY_OF)) {
            return specification(name.substring(COPY_OF.length())).named(name);
        }
        ModelSpecification specification = specifications.get(name);
        if (specification == null) {
            throw new UnknownNameException("model", name, " in " + file, names());
        }
        return specification;
    }

    /**
     * Opens a model, once.
     *
     * @throws IllegalArgumentException when there is no such model, no such provider, or the
     *     provider cannot open it
     */
    public synchronized ChatModel open(String name) {
        ChatModel model = open.get(name);
        if (model == null) {
            ModelSpecification specification = specification(name);
            model = provider(specification).open(specification);
            open.put(name, model);
        }
        return model;
    }

    private ModelProvider provider(ModelSpecification specification) {
        var names = new ArrayList<String>();
        for (ModelProvider provider : ServiceLoader.load(ModelProvider.class)) {
            if (provider.name().equals(specification.provider())) {
                return provider;
            }
            names.add(provider.name());
        }
        throw malformed(
                file,
                "gives model '%s' the provider '%s', which is not on the class path; there are: %s"
                        .formatted(
                                specification.name(),
                                specification.provider(),
                                String.join(", ", names)));
    }

    /**
     * Closes every open model that can be closed.
     *
     * @throws IllegalStateException when one of them cannot be closed; the others are closed all
     *     the same, and their failures are suppressed exceptions of this one
     */
    @Override
    public synchronized void close() {
        var failure = new IllegalStateException("a model cannot be closed");
        for (ChatModel model : open.values()) {
            if (model instanceof AutoCloseable closeable) {
                try {
                    closeable.close();
                } catch (Exception e) {
                    failure.addSuppressed(e);
                }
            }
        }
        open.clear();
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }
}

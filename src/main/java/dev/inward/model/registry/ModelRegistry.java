package dev.inward.model.registry;

import dev.inward.UnknownNameException;
import dev.inward.model.BatchMode;
import dev.inward.model.ChatModel;
import dev.inward.model.ModelProvider;
import dev.inward.model.ModelSpecification;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * The models that can be named: what the models file lists, opened on first use and closed
 * together.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class ModelRegistry implements AutoCloseable {

    /** What stands before the name of a model to name a second one that is opened just like it. */
    public static final String COPY_OF = "copy of ";

    private final ModelsFile file;
    private final BatchMode batching;
    private final List<String> defaultTargets;
    private final Map<String, ModelSpecification> specifications;
    private final Map<String, ChatModel> open = new LinkedHashMap<>();
    private final Set<ModelProvider> used = new LinkedHashSet<>();
    private @Nullable ServiceLoader<ModelProvider> providers;

    private ModelRegistry(ModelsFile file, BatchMode batching) {
        this.file = file;
        this.batching = batching;
        specifications = new TreeMap<>(file.specifications());
        defaultTargets = List.copyOf(file.defaultTargets());
        defaultTargets.forEach(this::specification);
    }

    /**
     * Reads a models file.
     *
     * @param file YAML with the keys {@code models} (name to entry, each with a {@code provider})
     *     and {@code default-targets}, as {@code models.schema.json} beside this class describes it
     * @param home where providers may keep what was paid for
     * @param environment the environment variables, where keys are looked up
     * @throws IllegalArgumentException when the file is missing or malformed, naming the file, the
     *     line, what was given and what was expected, and the mend
     */
    public static ModelRegistry read(Path file, Path home, Map<String, String> environment) {
        return read(file, home, environment, Overrides.NONE);
    }

    /**
     * Reads a models file some of whose keys are overridden.
     *
     * @param file as {@linkplain #read(Path, Path, Map) there}
     * @param home as there
     * @param environment as there
     * @param overrides what takes the place of its keys
     * @throws IllegalArgumentException as there, and when a model or key that is overridden does
     *     not exist
     */
    public static ModelRegistry read(
            Path file, Path home, Map<String, String> environment, Overrides overrides) {
        return read(file, home, environment, overrides, BatchMode.OFF);
    }

    /**
     * Reads a models file for a run that can wait.
     *
     * @param file as {@linkplain #read(Path, Path, Map, Overrides) there}
     * @param home as there
     * @param environment as there
     * @param overrides as there
     * @param batching whether answers may take a day where they are cheaper for that
     * @throws IllegalArgumentException as there
     */
    public static ModelRegistry read(
            Path file,
            Path home,
            Map<String, String> environment,
            Overrides overrides,
            BatchMode batching) {
        return new ModelRegistry(new ModelsFile(file, home, environment, overrides), batching);
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
     * Returns what the models file says of a model, or of a {@linkplain #COPY_OF copy} of one; or
     * what the name itself says: {@code openai:ID}, {@code anthropic:ID}, {@code gemini:ID}, or an
     * address such as {@code https://host/v1#ID}.
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
            specification =
                    ModelAddress.parse(name)
                            .map(address -> file.specification(name, address.entry()))
                            .orElseThrow(
                                    () ->
                                            new UnknownNameException(
                                                    "model", name, " in " + file, names()));
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
            model = provider(specification).open(specification.with(batching));
            open.put(name, model);
        }
        return model;
    }

    private ModelProvider provider(ModelSpecification specification) {
        if (providers == null) {
            providers = ServiceLoader.load(ModelProvider.class);
        }
        var names = new ArrayList<String>();
        for (ModelProvider provider : providers) {
            if (provider.name().equals(specification.provider())) {
                used.add(provider);
                return provider;
            }
            names.add(provider.name());
        }
        throw file.malformed(
                "gives model '%s' the provider '%s', which is not on the class path; there are: %s"
                        .formatted(
                                specification.name(),
                                specification.provider(),
                                String.join(", ", names)));
    }

    /**
     * Closes every open model that can be closed, and after them every provider that can be.
     *
     * @throws IllegalStateException when one of them cannot be closed; the others are closed all
     *     the same, and their failures are suppressed exceptions of this one
     */
    @Override
    public synchronized void close() {
        var closing = new ArrayList<Object>(open.values());
        closing.addAll(used);
        open.clear();
        used.clear();
        providers = null;
        closeEach(closing);
    }

    /**
     * Closes every one of these models that can be closed.
     *
     * @throws IllegalStateException as {@link #close} does
     */
    public static void closeAll(Collection<ChatModel> models) {
        closeEach(models);
    }

    private static void closeEach(Collection<?> all) {
        var failure = new IllegalStateException("a model cannot be closed");
        for (Object each : all) {
            if (each instanceof AutoCloseable closeable) {
                try {
                    closeable.close();
                } catch (Exception e) {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }
}

package dev.inward.model.registry;

import dev.inward.UnknownNameException;
import dev.inward.model.BatchMode;
import dev.inward.model.ChatModel;
import dev.inward.model.ModelListener;
import dev.inward.model.ModelProvider;
import dev.inward.model.ModelSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The models of a run by name. It opens each model on first use and closes all models together.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class ModelRegistry implements AutoCloseable {

    /** The prefix of a name that denotes a second, separately opened instance of a model. */
    public static final String COPY_PREFIX = "copy of ";

    /** A key of an entry that the study reads, and no provider. */
    private static final String PREAMBLE = "preamble";

    private final ModelsFile file;
    private final BatchMode batchMode;
    private final ModelListener listener;
    private final List<String> defaultTargets;
    private final List<String> defaultJudges;
    private final Map<String, ModelSpecification> specifications;
    private final Map<String, ChatModel> openModels = new LinkedHashMap<>();
    private final ModelProviders providers = new ModelProviders();

    private ModelRegistry(ModelsFile file, BatchMode batchMode, ModelListener listener) {
        this.file = file;
        this.listener = listener;
        this.batchMode = batchMode;
        specifications = new TreeMap<>(file.specifications());
        defaultTargets = List.copyOf(file.defaultTargets());
        defaultTargets.forEach(this::specification);
        defaultJudges = List.copyOf(file.defaultJudges());
        defaultJudges.forEach(this::specification);
    }

    /**
     * Reads a models file.
     *
     * @param file YAML with the keys {@code models} (entries by name, each with a {@code provider})
     *     {@code default-targets} and {@code default-judges}; {@code models.schema.json} describes
     *     it
     * @param home the folder where providers may store results that cost money
     * @param environment the environment variables, where API keys come from
     * @return the registry
     * @throws IllegalArgumentException if the file is missing or invalid; the message has the file,
     *     the line, what was given, what was expected, and how to fix it
     */
    public static ModelRegistry read(Path file, Path home, Map<String, String> environment) {
        return read(file, home, environment, Overrides.NONE);
    }

    /**
     * Reads a models file and overrides some of its keys.
     *
     * @param file as in {@link #read(Path, Path, Map)}
     * @param home as in {@link #read(Path, Path, Map)}
     * @param environment as in {@link #read(Path, Path, Map)}
     * @param overrides the values that replace keys of the file
     * @return the registry
     * @throws IllegalArgumentException as in {@link #read(Path, Path, Map)}, and if an overridden
     *     model or key does not exist
     */
    public static ModelRegistry read(
            Path file, Path home, Map<String, String> environment, Overrides overrides) {
        return read(file, home, environment, overrides, BatchMode.OFF, ModelListener.NONE);
    }

    /**
     * Reads a models file, overrides some of its keys, and sets the batch mode and the listener of
     * all models.
     *
     * @param file as in {@link #read(Path, Path, Map)}
     * @param home as in {@link #read(Path, Path, Map)}
     * @param environment as in {@link #read(Path, Path, Map)}
     * @param overrides the values that replace keys of the file
     * @param batchMode whether the batch APIs of providers are used
     * @param listener receives the failures of calls to the models
     * @return the registry
     * @throws IllegalArgumentException as in {@link #read(Path, Path, Map, Overrides)}
     */
    public static ModelRegistry read(
            Path file,
            Path home,
            Map<String, String> environment,
            Overrides overrides,
            BatchMode batchMode,
            ModelListener listener) {
        return read(file, false, home, environment, overrides, batchMode, listener);
    }

    /**
     * Reads a models file that may be absent, if no model has to be called.
     *
     * @param file as in {@link #read(Path, Path, Map)}
     * @param mayBeAbsent whether a file that does not exist has no models; otherwise it is an error
     * @param home as in {@link #read(Path, Path, Map)}
     * @param environment as in {@link #read(Path, Path, Map)}
     * @param overrides as in {@link #read(Path, Path, Map, Overrides)}
     * @param batchMode as in {@link #read(Path, Path, Map, Overrides, BatchMode, ModelListener)}
     * @param listener as in {@link #read(Path, Path, Map, Overrides, BatchMode, ModelListener)}
     * @return the registry
     * @throws IllegalArgumentException as in {@link #read(Path, Path, Map, Overrides)}
     */
    public static ModelRegistry read(
            Path file,
            boolean mayBeAbsent,
            Path home,
            Map<String, String> environment,
            Overrides overrides,
            BatchMode batchMode,
            ModelListener listener) {
        return new ModelRegistry(
                mayBeAbsent && !Files.exists(file)
                        ? ModelsFile.absent(file, home, environment, overrides)
                        : new ModelsFile(file, home, environment, overrides),
                batchMode,
                listener);
    }

    /** {@return the names of all models in the file, sorted} */
    public List<String> names() {
        return List.copyOf(specifications.keySet());
    }

    /** {@return the targets of an eval that names none, in the order of the file} */
    public List<String> defaultTargets() {
        return defaultTargets;
    }

    /** {@return the judges of properties that a model computes, in the order of the file} */
    public List<String> defaultJudges() {
        return defaultJudges;
    }

    /**
     * Returns the specification of a model.
     *
     * @param name the name of a model in the file; {@link #COPY_PREFIX} and such a name; or a model
     *     address: {@code openai:ID}, {@code anthropic:ID}, {@code gemini:ID}, or a URL such as
     *     {@code https://host/v1#ID}
     * @return the specification
     * @throws IllegalArgumentException if there is no such model; the message has the most similar
     *     name
     */
    public ModelSpecification specification(String name) {
        if (name.startsWith(COPY_PREFIX)) {
            return specification(name.substring(COPY_PREFIX.length())).withName(name);
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
     * Opens a model on the first call with its name, and returns the same model on later calls. A
     * model that is no {@link dev.inward.model.IdentifiedModel} gets an identity from its provider,
     * its settings and its class files, so that its answers can be kept.
     *
     * @param name as in {@link #specification}
     * @return the open model; the registry closes it
     * @throws IllegalArgumentException if there is no such model, if its provider is not on the
     *     class path, or if the provider cannot open it
     */
    public synchronized ChatModel open(String name) {
        ChatModel model = openModels.get(name);
        if (model == null) {
            ModelSpecification specification =
                    specification(name).withBatchMode(batchMode).withListener(listener);
            ModelProvider provider = provider(specification);
            ModelSpecification ofProvider = specification.withoutSetting(PREAMBLE);
            model = DefaultIdentity.addTo(provider.open(ofProvider), provider, ofProvider);
            openModels.put(name, model);
        }
        return model;
    }

    private ModelProvider provider(ModelSpecification specification) {
        return providers
                .find(specification.provider())
                .orElseThrow(
                        () ->
                                file.invalid(
                                        String.format(
                                                Locale.ROOT,
                                                "has provider '%s' for model '%s', but the class path has only these providers: %s. Correct the name, or list your provider in META-INF/services/dev.inward.model.ModelProvider",
                                                specification.provider(),
                                                specification.name(),
                                                String.join(", ", providers.names()))));
    }

    /**
     * Closes all open models that are {@link AutoCloseable}, and then such providers.
     *
     * @throws IllegalStateException if a model or a provider cannot be closed. All others are
     *     closed anyway. The failures are its suppressed exceptions
     */
    @Override
    public synchronized void close() {
        var closeables = new ArrayList<Object>(openModels.values());
        openModels.clear();
        closeables.addAll(providers.removeUsed());
        closeEach(closeables);
    }

    /**
     * Closes all models that are {@link AutoCloseable}.
     *
     * @param models the models to close
     * @throws IllegalStateException as in {@link #close}
     */
    public static void closeAll(Collection<ChatModel> models) {
        closeEach(models);
    }

    private static void closeEach(Collection<?> objects) {
        var failure =
                new IllegalStateException(
                        "failed to close a model; the suppressed exceptions have the causes");
        for (Object each : objects) {
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

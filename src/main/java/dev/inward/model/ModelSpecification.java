package dev.inward.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.inward.InwardParameters;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The entry of one model in the models file.
 *
 * <p>Immutable. Thread-safe if {@code environment} is.
 *
 * @param name the name of the model in evals and reports
 * @param provider the {@linkplain ModelProvider#name() name of the provider} that opens the model
 * @param settings all other keys of the entry, for the provider to read. A nested key is joined to
 *     its parent with a dot, such as {@code price.input}. A list is the text of a JSON array.
 *     Copied
 * @param directory the folder of the models file; relative paths start there
 * @param home the folder where a provider may store results that cost money, such as trained
 *     weights
 * @param environment returns the value of an environment variable; empty if it is not set. API keys
 *     come from there
 * @param batchMode whether the provider's batch API is used: cheaper, but an answer may take a day
 * @param listener receives the failures of calls to the model
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record ModelSpecification(
        String name,
        String provider,
        Map<String, String> settings,
        Path directory,
        Path home,
        Function<String, Optional<String>> environment,
        BatchMode batchMode,
        ModelListener listener) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Creates a specification.
     *
     * @param name the name of the model in evals and reports
     * @param provider the name of the provider
     * @param settings all other keys of the entry; copied
     * @param directory the folder of the models file
     * @param home the folder where a provider may store results that cost money
     * @param environment returns the value of an environment variable; empty if it is not set
     * @param batchMode whether the provider's batch API is used
     * @param listener receives the failures of calls to the model
     */
    public ModelSpecification {
        settings = Map.copyOf(settings);
    }

    /**
     * Creates a specification without batches and without a listener.
     *
     * @param name as in the other constructor
     * @param provider as in the other constructor
     * @param settings as in the other constructor; copied
     * @param directory as in the other constructor
     * @param home as in the other constructor
     * @param environment as in the other constructor
     */
    public ModelSpecification(
            String name,
            String provider,
            Map<String, String> settings,
            Path directory,
            Path home,
            Function<String, Optional<String>> environment) {
        this(
                name,
                provider,
                settings,
                directory,
                home,
                environment,
                BatchMode.OFF,
                ModelListener.NONE);
    }

    /**
     * Returns a copy with another batch mode.
     *
     * @param other whether the provider's batch API is used
     * @return the copy
     */
    public ModelSpecification withBatchMode(BatchMode other) {
        return new ModelSpecification(
                name, provider, settings, directory, home, environment, other, listener);
    }

    /**
     * Returns a copy with another name.
     *
     * @param other the name of the model in evals and reports
     * @return the copy
     */
    public ModelSpecification withName(String other) {
        return new ModelSpecification(
                other, provider, settings, directory, home, environment, batchMode, listener);
    }

    /**
     * Returns a copy without a setting.
     *
     * @param key the key of the setting
     * @return the copy; equal to this if there is no such setting
     */
    public ModelSpecification withoutSetting(String key) {
        var others = new HashMap<>(settings);
        others.remove(key);
        return new ModelSpecification(
                name, provider, others, directory, home, environment, batchMode, listener);
    }

    /**
     * Returns a copy with another listener.
     *
     * @param other receives the failures of calls to the model
     * @return the copy
     */
    public ModelSpecification withListener(ModelListener other) {
        return new ModelSpecification(
                name, provider, settings, directory, home, environment, batchMode, other);
    }

    /**
     * Returns the value of an environment variable.
     *
     * @param variable the name of the variable
     * @return its value; empty if it is not set
     */
    public Optional<String> environmentVariable(String variable) {
        return environment.apply(variable);
    }

    /**
     * Returns a setting that is one string or a list of strings.
     *
     * @param key the key, such as {@code lineage.trained-on}
     * @return the strings; empty if the entry does not have the key
     */
    public List<String> strings(String key) {
        String value = settings.get(key);
        if (value == null) {
            return List.of();
        }
        return jsonOrText(value) instanceof ArrayNode list
                ? list.valueStream().map(JsonNode::asText).toList()
                : List.of(value);
    }

    /**
     * Returns a setting that the provider requires.
     *
     * @param key the key, such as {@code id}
     * @return its value
     * @throws IllegalArgumentException if the entry does not have the key
     */
    public String requiredSetting(String key) {
        String value = settings.get(key);
        if (value == null) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "model '%s' of provider '%s' lacks the key '%s'; add it to its entry in models.yaml",
                            name,
                            provider,
                            key));
        }
        return value;
    }

    /** Parses a setting as JSON. A plain string is usually not JSON and stays as it is. */
    private static JsonNode jsonOrText(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }

    /**
     * Creates the exception for a setting with an invalid value. This method does not throw it.
     *
     * @param key the key, such as {@code price.input}
     * @param expected what the provider expects instead, such as "a number above 0"
     * @return an exception whose message names the model, the key, the given value and the expected
     *     one
     */
    public IllegalArgumentException invalidSetting(String key, String expected) {
        return new IllegalArgumentException(
                String.format(
                        Locale.ROOT,
                        "model '%s' has '%s: %s' in models.yaml or -D"
                                + InwardParameters.MODELS_PREFIX
                                + "%s.%s; expected %s",
                        name,
                        key,
                        settings.getOrDefault(key, "nothing"),
                        name,
                        key,
                        expected));
    }
}

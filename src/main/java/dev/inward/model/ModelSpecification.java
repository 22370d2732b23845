package dev.inward.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What the models file says of one model.
 *
 * @param name the name it is called by
 * @param provider the {@link ModelProvider#name() provider} that opens it
 * @param settings all other keys of its entry, which the provider reads; a key within a key is
 *     joined to it by a dot, and a list is the text of a JSON array; copied
 * @param directory the folder of the models file: relative paths start there
 * @param home where a provider may keep what was paid for, such as trained weights
 * @param environment looks an environment variable up, where keys are kept
 * @param batching whether answers may take a day where they are cheaper for that
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
        BatchMode batching) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Copies the settings. */
    public ModelSpecification {
        settings = Map.copyOf(settings);
    }

    /**
     * Says of a model what the other constructor says of it, and that answers are wanted at once.
     */
    public ModelSpecification(
            String name,
            String provider,
            Map<String, String> settings,
            Path directory,
            Path home,
            Function<String, Optional<String>> environment) {
        this(name, provider, settings, directory, home, environment, BatchMode.OFF);
    }

    public ModelSpecification with(BatchMode other) {
        return new ModelSpecification(
                name, provider, settings, directory, home, environment, other);
    }

    public ModelSpecification named(String other) {
        return new ModelSpecification(
                other, provider, settings, directory, home, environment, batching);
    }

    /** Returns the value of an environment variable, or nothing where it is not set. */
    public Optional<String> environmentVariable(String variable) {
        return environment.apply(variable);
    }

    /**
     * Returns a setting that is one text or a list of them; an empty list where the entry lacks it.
     */
    public List<String> texts(String key) {
        String value = settings.get(key);
        if (value == null) {
            return List.of();
        }
        return json(value) instanceof ArrayNode list
                ? list.valueStream().map(JsonNode::asText).toList()
                : List.of(value);
    }

    /**
     * Returns a setting that the provider cannot do without.
     *
     * @throws IllegalArgumentException when the entry lacks it
     */
    public String required(String key) {
        String value = settings.get(key);
        if (value == null) {
            throw new IllegalArgumentException(
                    "model '%s' of provider '%s' lacks the key '%s'; add it to its entry in models.yaml"
                            .formatted(name, provider, key));
        }
        return value;
    }

    /** Returns the JSON that a text holds; the text itself if it holds none. */
    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }

    /**
     * Makes the exception for a key whose value cannot be used.
     *
     * @param key the key, such as {@code price.input}
     * @param expected what the provider expects instead, such as "a number above 0"
     * @return an exception that names the model, the key, the given value and the expected one
     */
    public IllegalArgumentException invalid(String key, String expected) {
        return new IllegalArgumentException(
                "model '%s' has '%s: %s' in models.yaml or by -Dinward.models.%s.%s; expected %s"
                        .formatted(
                                name,
                                key,
                                settings.getOrDefault(key, "nothing"),
                                name,
                                key,
                                expected));
    }
}

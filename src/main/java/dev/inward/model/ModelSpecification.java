package dev.inward.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
        Batching batching) {

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
        this(name, provider, settings, directory, home, environment, Batching.OFF);
    }

    ModelSpecification with(Batching other) {
        return new ModelSpecification(
                name, provider, settings, directory, home, environment, other);
    }

    ModelSpecification named(String other) {
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
        return EntryValue.of(value) instanceof ArrayNode list
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
}

package dev.inward.hosted.http;

import dev.inward.model.Secret;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the key of a model comes from: an environment variable, looked up each time it is needed,
 * so that a model whose answers are all kept needs none.
 *
 * <p>Immutable and thread-safe.
 *
 * @param model who needs it
 * @param variable the variable that holds it; null for a server that wants no key
 * @param environment looks variables up
 */
public record ApiKey(
        String model, @Nullable String variable, Function<String, Optional<String>> environment) {

    /**
     * The key, to send it.
     *
     * @throws IllegalArgumentException when the variable is not set
     */
    Secret required() {
        Secret secret = ifSet();
        if (variable != null && secret.isEmpty()) {
            throw new IllegalArgumentException(
                    "model '%s' takes its key from the environment variable %s, which is not set; set it, or name another with 'key-env' in models.yaml"
                            .formatted(model, variable));
        }
        return secret;
    }

    /** The key, to mask it; an empty one where there is none. */
    public Secret ifSet() {
        return new Secret(
                variable == null ? "" : environment.apply(variable).map(String::strip).orElse(""));
    }
}

package dev.inward.hosted.http;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The source of an API key: an environment variable. It is read at each use, so that a model whose
 * answers are all in the store needs no key.
 *
 * <p>Immutable and thread-safe.
 *
 * @param model the name of the model that needs the key
 * @param variable the environment variable that holds the key; null if the server needs no key
 * @param environment returns the value of an environment variable; empty if it is not set
 */
public record ApiKey(
        String model, @Nullable String variable, Function<String, Optional<String>> environment) {

    /**
     * Returns the key, for a request; empty if the server needs none.
     *
     * @throws IllegalArgumentException if the variable is not set
     */
    Secret required() {
        Secret secret = ifSet();
        if (variable != null && secret.isEmpty()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "model '%s' reads its key from the environment variable %s, which is not set; set it, or name another variable with 'key-env' in models.yaml",
                            model,
                            variable));
        }
        return secret;
    }

    /** Returns the key, to mask it in texts; empty if there is none. */
    public Secret ifSet() {
        return new Secret(
                variable == null ? "" : environment.apply(variable).map(String::strip).orElse(""));
    }
}

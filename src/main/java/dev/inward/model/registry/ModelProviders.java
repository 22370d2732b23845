package dev.inward.model.registry;

import dev.inward.model.ModelProvider;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The providers on the class path, loaded on first use.
 *
 * <p>Not thread-safe: {@link ModelRegistry} guards it.
 */
final class ModelProviders {

    private final Set<ModelProvider> used = new LinkedHashSet<>();
    private @Nullable ServiceLoader<ModelProvider> loader;

    /** Returns the provider with a name; empty if there is none. */
    Optional<ModelProvider> find(String name) {
        // Stops at the first match, so that providers with missing dependencies are not loaded.
        for (ModelProvider provider : loader()) {
            if (provider.name().equals(name)) {
                used.add(provider);
                return Optional.of(provider);
            }
        }
        return Optional.empty();
    }

    /** Returns the names of all providers, in the order of the class path. */
    List<String> names() {
        var names = new ArrayList<String>();
        loader().forEach(provider -> names.add(provider.name()));
        return names;
    }

    /** Forgets all providers and returns those that were found by name, for the caller to close. */
    List<ModelProvider> removeUsed() {
        List<ModelProvider> removed = List.copyOf(used);
        used.clear();
        loader = null;
        return removed;
    }

    private ServiceLoader<ModelProvider> loader() {
        ServiceLoader<ModelProvider> current = loader;
        if (current == null) {
            current = ServiceLoader.load(ModelProvider.class);
            loader = current;
        }
        return current;
    }
}

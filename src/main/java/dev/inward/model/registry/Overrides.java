package dev.inward.model.registry;

import dev.inward.InwardParameters;
import dev.inward.UnknownNameException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Values that replace keys of the models file. A value has a name such as {@code gpt.temperature}
 * for the key {@code temperature} of the model {@code gpt}.
 *
 * @param names the names of the given values, as far as the source can list them; {@code lookup}
 *     may find more
 * @param lookup returns the value with a name; empty if there is none
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Overrides(Collection<String> names, Function<String, Optional<String>> lookup) {

    private static final String BODY_PREFIX = "body.";

    /** No overrides. */
    public static final Overrides NONE = new Overrides(List.of(), name -> Optional.empty());

    /** Returns the model that a name belongs to; the one with the longest name if several match. */
    private static Optional<String> modelOf(String name, Collection<String> models) {
        return models.stream()
                .filter(model -> name.startsWith(model + "."))
                .max(Comparator.comparingInt(String::length));
    }

    /**
     * Applies the overrides to the entry of a model.
     *
     * @param model the name of the model
     * @param models the names of all models in the file
     * @param entry its keys and values, including {@code provider}; not changed
     * @return a copy of the entry with the overrides
     */
    Map<String, String> applyTo(
            String model, Collection<String> models, Map<String, String> entry) {
        var overridden = new LinkedHashMap<>(entry);
        var keys = new TreeSet<>(entry.keySet());
        lookup.apply(model + ".provider")
                .ifPresent(provider -> overridden.put("provider", provider));
        EntryKeys knownKeys = ModelsSchema.keys(overridden.getOrDefault("provider", ""));
        keys.addAll(knownKeys.withoutWildcards());
        for (String name : names) {
            if (modelOf(name, models).filter(model::equals).isPresent()) {
                keys.add(keyOf(model, name, knownKeys));
            } else if (!models.contains(model) && name.startsWith(model + ".")) {
                keys.add(name.substring(model.length() + 1));
            }
        }
        for (String key : keys) {
            if (knownKeys.has(key)) {
                lookup.apply(model + "." + key).ifPresent(value -> overridden.put(key, value));
            }
        }
        return overridden;
    }

    /** Returns the key that a name overrides. */
    private static String keyOf(String model, String name, EntryKeys knownKeys) {
        String key = name.substring(model.length() + 1);
        if (!key.equals("provider") && !knownKeys.has(key)) {
            throw new UnknownNameException(
                    "key",
                    key,
                    " of model '"
                            + model
                            + "', which -D"
                            + InwardParameters.MODELS_PREFIX
                            + name
                            + " overrides",
                    knownKeys.names());
        }
        int endOfBodyKey =
                key.startsWith(BODY_PREFIX) ? key.indexOf('.', BODY_PREFIX.length()) : -1;
        if (endOfBodyKey > 0) {
            String bodyKey = key.substring(0, endOfBodyKey);
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "-D"
                                    + InwardParameters.MODELS_PREFIX
                                    + "%s overrides only a part of '%s'; override the whole of it with JSON: -D"
                                    + InwardParameters.MODELS_PREFIX
                                    + "%s.%s=",
                            name,
                            bodyKey,
                            model,
                            bodyKey));
        }
        return key;
    }

    /**
     * Rejects a name that belongs to no model. Otherwise a misspelled name would be ignored.
     *
     * @param models the names of all models in the file
     * @throws UnknownNameException if a name belongs neither to one of them nor to a model address
     */
    void rejectUnknownModels(Collection<String> models) {
        for (String name : names) {
            if (modelOf(name, models).isEmpty() && ModelAddress.parse(name).isEmpty()) {
                throw new UnknownNameException(
                        "model",
                        name.substring(
                                0, name.indexOf('.') < 0 ? name.length() : name.indexOf('.')),
                        " to override with -D" + InwardParameters.MODELS_PREFIX + name,
                        models);
            }
        }
    }
}

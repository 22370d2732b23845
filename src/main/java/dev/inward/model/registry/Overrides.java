package dev.inward.model.registry;

import dev.inward.UnknownNameException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What takes the place of keys of the models file, such as {@code gpt.temperature} for the key
 * {@code temperature} of the model {@code gpt}.
 *
 * @param names all that were given, as far as they can be listed: what else is looked up may be
 *     given too
 * @param lookup finds what was given under a name
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Overrides(Collection<String> names, Function<String, Optional<String>> lookup) {

    private static final String BODY = "body.";

    /** Nothing is overridden. */
    public static final Overrides NONE = new Overrides(List.of(), name -> Optional.empty());

    /** The longest of these names that something is overridden of. */
    private static Optional<String> modelOf(String name, Collection<String> models) {
        return models.stream()
                .filter(model -> name.startsWith(model + "."))
                .max(Comparator.comparingInt(String::length));
    }

    /**
     * Returns an entry as it is with what was given.
     *
     * @param model the name of the model
     * @param models the names of all models
     * @param entry its keys and values, its provider among them
     */
    Map<String, String> applied(
            String model, Collection<String> models, Map<String, String> entry) {
        var applied = new LinkedHashMap<>(entry);
        var keys = new TreeSet<>(entry.keySet());
        lookup.apply(model + ".provider").ifPresent(provider -> applied.put("provider", provider));
        EntryKeys known = ModelsSchema.keys(applied.getOrDefault("provider", ""));
        keys.addAll(known.closed());
        for (String name : names) {
            if (modelOf(name, models).filter(model::equals).isPresent()) {
                keys.add(key(model, name, known));
            } else if (!models.contains(model) && name.startsWith(model + ".")) {
                keys.add(name.substring(model.length() + 1));
            }
        }
        for (String key : keys) {
            if (known.has(key)) {
                lookup.apply(model + "." + key).ifPresent(value -> applied.put(key, value));
            }
        }
        return applied;
    }

    private static String key(String model, String name, EntryKeys known) {
        String key = name.substring(model.length() + 1);
        if (!key.equals("provider") && !known.has(key)) {
            throw new UnknownNameException(
                    "key",
                    key,
                    " of model '" + model + "', which -Dinward.models." + name + " overrides",
                    known.names());
        }
        int part = key.startsWith(BODY) ? key.indexOf('.', BODY.length()) : -1;
        if (part > 0) {
            String whole = key.substring(0, part);
            throw new IllegalArgumentException(
                    "-Dinward.models.%s would override a part of '%s'; give all of it as JSON with -Dinward.models.%s.%s"
                            .formatted(name, whole, model, whole));
        }
        return key;
    }

    /**
     * Refuses a name that belongs to no model: a misspelt one would be ignored in silence.
     *
     * @param models the models that are listed; one that is named by its address is none of them
     */
    void refuseUnknown(Collection<String> models) {
        for (String name : names) {
            if (modelOf(name, models).isEmpty() && ModelAddress.parse(name).isEmpty()) {
                throw new UnknownNameException(
                        "model",
                        name.substring(
                                0, name.indexOf('.') < 0 ? name.length() : name.indexOf('.')),
                        " to override with -Dinward.models." + name,
                        models);
            }
        }
    }
}

package dev.inward.study.collection;

import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ids of the models that answered, as their providers report them.
 *
 * <p>This class is thread-safe.
 */
public final class ServedModelIds {

    private final Map<NamedModel, Set<String>> ids = new ConcurrentHashMap<>();

    /** Adds the id of the model that gave an answer, if the provider reports it. */
    public void add(NamedModel model, CollectedAnswer answer) {
        answer.servedModel()
                .ifPresent(
                        id ->
                                ids.computeIfAbsent(model, key -> ConcurrentHashMap.newKeySet())
                                        .add(id));
    }

    /**
     * Returns the ids of the models that answered for one model.
     *
     * @param behaviours the object-level answers of that model
     */
    public SortedSet<String> of(NamedModel model, Behaviours behaviours) {
        var all = new TreeSet<String>(ids.getOrDefault(model, Set.of()));
        behaviours.answers().values().forEach(answer -> answer.servedModel().ifPresent(all::add));
        return all;
    }
}

package dev.inward.study.collection;

import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which models providers say have answered.
 *
 * <p>This class is thread-safe.
 */
public final class ServedModels {

    private final Map<NamedModel, Set<String>> ids = new ConcurrentHashMap<>();

    public void note(NamedModel asked, Answer answer) {
        answer.servedModel()
                .ifPresent(
                        id ->
                                ids.computeIfAbsent(asked, who -> ConcurrentHashMap.newKeySet())
                                        .add(id));
    }

    /**
     * Returns the ids of the models that answered for a model.
     *
     * @param own what the respondent did at object level
     */
    public SortedSet<String> of(NamedModel respondent, Behaviours own) {
        var all = new TreeSet<String>(ids.getOrDefault(respondent, Set.of()));
        own.answers().values().forEach(answer -> answer.servedModel().ifPresent(all::add));
        return all;
    }
}

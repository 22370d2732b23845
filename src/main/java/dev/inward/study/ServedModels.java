package dev.inward.study;

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
final class ServedModels {

    private final Map<Respondent, Set<String>> ids = new ConcurrentHashMap<>();

    void note(Respondent asked, Answer answer) {
        answer.servedModel()
                .ifPresent(
                        id ->
                                ids.computeIfAbsent(asked, who -> ConcurrentHashMap.newKeySet())
                                        .add(id));
    }

    /**
     * @param own what the respondent did at object level
     */
    SortedSet<String> of(Respondent respondent, Behaviours own) {
        var all = new TreeSet<String>(ids.getOrDefault(respondent, Set.of()));
        own.answers().values().forEach(answer -> answer.servedModel().ifPresent(all::add));
        return all;
    }
}

package dev.inward.study.collection;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The object-level answers of the target and of its peers.
 *
 * @param target the target's behaviour on training items and on predicted items
 * @param repeats the target's further answers to predicted items, one element per sample; empty if
 *     it answers once
 * @param peers the answers of other models to the predicted items, by the name of the model
 * @param teachers the answers of other models to training items, by the name of the model; empty if
 *     nothing is learned from them
 */
public record ObservedBehaviours(
        Behaviours target,
        List<Behaviours> repeats,
        SortedMap<String, Behaviours> peers,
        SortedMap<String, Behaviours> teachers) {

    /** Creates the answers of a comparison whose predictors learn from the target alone. */
    public ObservedBehaviours(
            Behaviours target, List<Behaviours> repeats, SortedMap<String, Behaviours> peers) {
        this(target, repeats, peers, Collections.emptySortedMap());
    }

    /** Returns the behaviours that rows or examples are about: the target's and the teachers'. */
    public Stream<Behaviours> learnedFrom() {
        return Stream.concat(Stream.of(target), teachers.values().stream());
    }

    /** Returns whether some answer that is learned from is unknown because the study is planned. */
    public boolean isPlanned() {
        return learnedFrom().anyMatch(Behaviours::isPlanned);
    }

    /**
     * Returns the answers of a model to training items.
     *
     * @param model the name of a teacher; null for the target
     */
    public Behaviours teacher(@Nullable String model) {
        return model == null ? target : teachers.getOrDefault(model, target);
    }
}

package dev.inward.study.collection;

import java.util.List;
import java.util.SortedMap;

/**
 * The object-level answers of the target and of its peers.
 *
 * @param target the target's behaviour on training items and on predicted items
 * @param repeats the target's further answers to predicted items, one element per sample; empty if
 *     it answers once
 * @param peers the answers of other models to the predicted items, by the name of the model
 */
public record ObservedBehaviours(
        Behaviours target, List<Behaviours> repeats, SortedMap<String, Behaviours> peers) {}

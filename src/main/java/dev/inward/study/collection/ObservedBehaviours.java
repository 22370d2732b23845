package dev.inward.study.collection;

import java.util.List;
import java.util.SortedMap;

/**
 * What models did at object level.
 *
 * @param target the target's behaviour, on training items and on those it is scored on
 * @param repeats the target's further answers to items it is scored on; none where it answers once
 * @param peers what other models do on the items that the target is scored on, by name
 */
public record ObservedBehaviours(
        Behaviours target, List<Behaviours> repeats, SortedMap<String, Behaviours> peers) {}

package dev.inward.verdict.figures;

import dev.inward.study.Comparison;
import dev.inward.study.ItemRounds;
import dev.inward.study.ScoredItem;
import dev.inward.study.Stopping;
import dev.inward.task.Item;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether tasks have the property so unequally often that {@link SequentialBounds}, in which they
 * weigh by that, would be bounds of another mean than the one over tasks.
 */
final class UnevenTasks {

    /** Above this difference of shares nothing is decided. */
    private static final double MOST = 0.1;

    private UnevenTasks() {}

    static Optional<String> of(Comparison comparison) {
        if (comparison.request().stopping() == Stopping.AT_THE_END) {
            return Optional.empty();
        }
        Set<Item> defined =
                comparison.completeItems().stream()
                        .map(ScoredItem::item)
                        .collect(Collectors.toCollection(HashSet::new));
        Map<String, Double> shares =
                ItemRounds.of(comparison.request()).first(comparison.rounds()).stream()
                        .collect(
                                Collectors.groupingBy(
                                        Item::task,
                                        Collectors.averagingDouble(
                                                item -> defined.contains(item) ? 1 : 0)));
        Optional<Double> least = shares.values().stream().min(Comparator.naturalOrder());
        Optional<Double> most = shares.values().stream().max(Comparator.naturalOrder());
        return least.isEmpty() || most.isEmpty() || most.get() - least.get() <= MOST
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "%.0f %% of one task's items have the property and %.0f %% of another's, and a comparison that may stop early would weigh tasks by that; leave inward.sequential out, or name tasks that have it alike",
                                100 * most.get(),
                                100 * least.get()));
    }
}

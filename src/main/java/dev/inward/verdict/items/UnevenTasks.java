package dev.inward.verdict.items;

import dev.inward.InwardParameters;
import dev.inward.study.Comparison;
import dev.inward.study.ItemRounds;
import dev.inward.study.ScoredItem;
import dev.inward.study.StoppingRule;
import dev.inward.task.Item;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks whether the tasks have similar shares of items with the property. The bounds of a
 * comparison that may stop early weight tasks by these shares. If the shares differ, they are not
 * the bounds of the mean over tasks.
 */
final class UnevenTasks {

    /** Above this difference of shares the comparison decides no claim. */
    private static final double MAX_DIFFERENCE = 0.1;

    /** A smaller difference from this limit is a rounding error. */
    private static final double ROUNDING_ERROR = 1e-9;

    private UnevenTasks() {}

    static Optional<String> of(Comparison comparison) {
        if (comparison.request().stopping() == StoppingRule.AT_THE_END) {
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
        Optional<Double> smallest = shares.values().stream().min(Comparator.naturalOrder());
        Optional<Double> largest = shares.values().stream().max(Comparator.naturalOrder());
        return smallest.isEmpty()
                        || largest.isEmpty()
                        || largest.get() - smallest.get() <= MAX_DIFFERENCE + ROUNDING_ERROR
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "%.0f %% of the items of one task have the property, but only %.0f %% of another task's. A comparison that may stop early would weight the tasks by these shares. Omit "
                                        + InwardParameters.SEQUENTIAL
                                        + ", or name tasks with similar shares.",
                                100 * largest.get(),
                                100 * smallest.get()));
    }
}

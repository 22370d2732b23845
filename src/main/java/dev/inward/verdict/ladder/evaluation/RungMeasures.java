package dev.inward.verdict.ladder.evaluation;

import dev.inward.statistics.ClusteredMean;
import dev.inward.statistics.Interval;
import dev.inward.verdict.items.ItemDifference;
import dev.inward.verdict.items.ItemDifferences;
import dev.inward.verdict.items.ItemMeans;
import dev.inward.verdict.ladder.RungMeasure;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Averages the differences on items to the measure of a rung. */
final class RungMeasures {

    /** Averages the differences on some items. */
    private interface Average {
        ClusteredMean of(List<ItemDifference> items, ToDoubleFunction<ItemDifference> value);
    }

    private RungMeasures() {}

    /** Returns the macro average; empty if every item lacks an answer. */
    static Optional<RungMeasure> macro(String name, ItemDifferences differences) {
        return macro(name, differences, ItemMeans.DIFFERENCE);
    }

    /**
     * Returns the macro average; empty if every item lacks an answer.
     *
     * @param range the values that a difference may have
     */
    static Optional<RungMeasure> macro(String name, ItemDifferences differences, Interval range) {
        return measure(
                name,
                differences,
                (items, value) -> new ItemMeans<>(items, ItemDifference::item).macro(range, value));
    }

    /** Returns the average in which each item has the same weight; empty as above. */
    static Optional<RungMeasure> micro(String name, ItemDifferences differences) {
        return micro(name, differences, ItemMeans.DIFFERENCE);
    }

    /**
     * Returns the average in which each item has the same weight; empty as above.
     *
     * @param range the values that a difference may have
     */
    static Optional<RungMeasure> micro(String name, ItemDifferences differences, Interval range) {
        return measure(
                name,
                differences,
                (items, value) -> new ItemMeans<>(items, ItemDifference::item).micro(range, value));
    }

    private static Optional<RungMeasure> measure(
            String name, ItemDifferences differences, Average average) {
        if (differences.complete().isEmpty()) {
            return Optional.empty();
        }
        ClusteredMean mean = average.of(differences.complete(), ItemDifference::lowest);
        if (differences.incomplete().isEmpty()) {
            return Optional.of(new RungMeasure(name, mean, mean, mean));
        }
        List<ItemDifference> all = differences.all();
        return Optional.of(
                new RungMeasure(
                        name,
                        mean,
                        average.of(all, ItemDifference::lowest),
                        average.of(all, ItemDifference::highest)));
    }
}

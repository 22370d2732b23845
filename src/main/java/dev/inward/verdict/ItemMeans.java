package dev.inward.verdict;

import dev.inward.statistics.ClusteredMean;
import dev.inward.statistics.Interval;
import dev.inward.study.ScoredItem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Averages figures of items, with standard errors clustered by object-level prompt. */
final class ItemMeans {

    static final Interval SHARE = new Interval(0, 1);
    static final Interval DIFFERENCE = new Interval(-1, 1);

    /** A difference of two differences. */
    static final Interval DOUBLE_DIFFERENCE = new Interval(-2, 2);

    private final List<ScoredItem> items;
    private final int[] clusters;
    private final int[] tasks;

    /**
     * @param items at least one
     */
    ItemMeans(List<ScoredItem> items) {
        this.items = items;
        clusters = labels(item -> item.item().objectLevelPrompt());
        tasks = labels(item -> item.item().task());
    }

    /** The unweighted mean over tasks. */
    ClusteredMean macro(Interval range, ToDoubleFunction<ScoredItem> value) {
        return ClusteredMean.stratified(values(value), clusters, tasks, range);
    }

    /** The mean in which each item has the same weight. */
    ClusteredMean micro(Interval range, ToDoubleFunction<ScoredItem> value) {
        return ClusteredMean.of(values(value), clusters, range);
    }

    private double[] values(ToDoubleFunction<ScoredItem> value) {
        return items.stream().mapToDouble(value).toArray();
    }

    private int[] labels(Function<ScoredItem, String> of) {
        Map<String, Integer> labels = new HashMap<>();
        return items.stream()
                .mapToInt(item -> labels.computeIfAbsent(of.apply(item), name -> labels.size()))
                .toArray();
    }
}

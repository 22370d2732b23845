package dev.inward.verdict.figures;

import dev.inward.statistics.ClusteredMean;
import dev.inward.statistics.Interval;
import dev.inward.study.ScoredItem;
import dev.inward.task.Item;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Averages figures of items, with standard errors clustered by object-level prompt.
 *
 * @param <T> what has the figures of an item
 */
@API(status = Status.INTERNAL, since = "0.1")
public final class ItemMeans<T> {

    public static final Interval SHARE = new Interval(0, 1);
    public static final Interval DIFFERENCE = new Interval(-1, 1);

    /** A difference of two differences. */
    public static final Interval DOUBLE_DIFFERENCE = new Interval(-2, 2);

    private final List<T> items;
    private final int[] clusters;
    private final int[] tasks;

    /**
     * @param items at least one
     * @param item the item that the figures are of
     */
    ItemMeans(List<T> items, Function<T, Item> item) {
        this.items = items;
        clusters = labels(figures -> item.apply(figures).objectLevelPrompt());
        tasks = labels(figures -> item.apply(figures).task());
    }

    public static ItemMeans<ScoredItem> of(List<ScoredItem> items) {
        return new ItemMeans<>(items, ScoredItem::item);
    }

    /** The unweighted mean over tasks of a difference of two scores. */
    public static ClusteredMean difference(
            List<ScoredItem> items, ToDoubleFunction<ScoredItem> difference) {
        return of(items).macro(DIFFERENCE, difference);
    }

    /** The unweighted mean over tasks. */
    public ClusteredMean macro(Interval range, ToDoubleFunction<T> value) {
        return ClusteredMean.stratified(values(value), clusters, tasks, range);
    }

    /** The mean in which each item has the same weight. */
    public ClusteredMean micro(Interval range, ToDoubleFunction<T> value) {
        return ClusteredMean.of(values(value), clusters, range);
    }

    private double[] values(ToDoubleFunction<T> value) {
        return items.stream().mapToDouble(value).toArray();
    }

    private int[] labels(Function<T, String> of) {
        Map<String, Integer> labels = new HashMap<>();
        return items.stream()
                .mapToInt(item -> labels.computeIfAbsent(of.apply(item), name -> labels.size()))
                .toArray();
    }
}

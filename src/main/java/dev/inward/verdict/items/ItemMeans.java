package dev.inward.verdict.items;

import dev.inward.statistics.ClusteredMean;
import dev.inward.statistics.Interval;
import dev.inward.study.ScoredItem;
import dev.inward.task.Item;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Averages the figures of items, with standard errors clustered by base question.
 *
 * @param <T> the type that holds the figures of one item
 */
public final class ItemMeans<T> {

    /** The range of a share. */
    public static final Interval SHARE = new Interval(0, 1);

    /** The range of a difference of two shares. */
    public static final Interval DIFFERENCE = new Interval(-1, 1);

    /** The range of a difference of two differences. */
    public static final Interval DOUBLE_DIFFERENCE = new Interval(-2, 2);

    private final List<T> items;
    private final int[] clusters;
    private final int[] tasks;

    /**
     * Creates the averages of some items.
     *
     * @param items the figures, at least one
     * @param item returns the item that figures belong to
     */
    public ItemMeans(List<T> items, Function<T, Item> item) {
        this.items = items;
        clusters = indices(figures -> item.apply(figures).baseQuestion());
        tasks = indices(figures -> item.apply(figures).task());
    }

    /** Returns the averages of scored items. */
    public static ItemMeans<ScoredItem> of(List<ScoredItem> items) {
        return new ItemMeans<>(items, ScoredItem::item);
    }

    /** Returns the macro average of a difference of two scores: the unweighted mean over tasks. */
    public static ClusteredMean difference(
            List<ScoredItem> items, ToDoubleFunction<ScoredItem> difference) {
        return of(items).macro(DIFFERENCE, difference);
    }

    /** Returns the macro average: the unweighted mean over tasks. */
    public ClusteredMean macro(Interval range, ToDoubleFunction<T> value) {
        return ClusteredMean.stratified(values(value), clusters, tasks, range);
    }

    /** Returns the micro average: every item has the same weight. */
    public ClusteredMean micro(Interval range, ToDoubleFunction<T> value) {
        return ClusteredMean.of(values(value), clusters, range);
    }

    private double[] values(ToDoubleFunction<T> value) {
        return items.stream().mapToDouble(value).toArray();
    }

    private int[] indices(Function<T, String> text) {
        Map<String, Integer> indexByText = new HashMap<>();
        return items.stream()
                .mapToInt(
                        item ->
                                indexByText.computeIfAbsent(
                                        text.apply(item), name -> indexByText.size()))
                .toArray();
    }
}

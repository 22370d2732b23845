package dev.inward.verdict.figures;

import dev.inward.statistics.Interval;
import dev.inward.study.Comparison;
import dev.inward.study.StoppingRule;
import dev.inward.task.Item;
import dev.inward.verdict.items.ItemDifference;
import dev.inward.verdict.items.ItemDifferences;
import dev.inward.verdict.items.ItemMeans;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Bounds that hold whatever the missing answers would have been: {@link ItemDifferences} explains
 * why that is needed.
 *
 * @param lowest the bounds if each missing answer had the least favourable value
 * @param highest the bounds if each missing answer had the most favourable value
 * @param ofCompleteItems the bounds of the items without missing answers
 */
record WorstCaseBounds(Bounds lowest, Bounds highest, Bounds ofCompleteItems) implements Bounds {

    /** Returns the bounds of the mean difference; plain ones if no answer is missing. */
    static Bounds of(Comparison comparison, ItemDifferences differences, double confidence) {
        Bounds complete =
                bounds(comparison, differences.complete(), ItemDifference::lowest, confidence);
        List<ItemDifference> all = differences.all();
        return differences.incomplete().isEmpty()
                ? complete
                : new WorstCaseBounds(
                        bounds(comparison, all, ItemDifference::lowest, confidence),
                        bounds(comparison, all, ItemDifference::highest, confidence),
                        complete);
    }

    private static Bounds bounds(
            Comparison comparison,
            List<ItemDifference> items,
            ToDoubleFunction<ItemDifference> value,
            double confidence) {
        if (comparison.request().stopping() == StoppingRule.AT_THE_END) {
            return new FixedBounds(
                    new ItemMeans<>(items, ItemDifference::item).macro(ItemMeans.DIFFERENCE, value),
                    confidence);
        }
        Map<Item, Double> values = new HashMap<>();
        items.forEach(item -> values.put(item.item(), value.applyAsDouble(item)));
        return SequentialBounds.of(comparison, ItemMeans.DIFFERENCE, values, confidence);
    }

    @Override
    public double lower() {
        return lowest.lower();
    }

    @Override
    public double upper() {
        return highest.upper();
    }

    @Override
    public boolean isAbove(double threshold) {
        return lowest.isAbove(threshold);
    }

    @Override
    public boolean isBelow(double threshold) {
        return highest.isBelow(threshold);
    }

    /** Returns the interval of the items without missing answers. */
    @Override
    public Interval interval() {
        return ofCompleteItems.interval();
    }

    @Override
    public double p(double threshold) {
        return lowest.p(threshold);
    }
}

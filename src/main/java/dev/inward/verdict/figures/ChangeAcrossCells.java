package dev.inward.verdict.figures;

import dev.inward.Margin;
import dev.inward.statistics.CrossClusteredBounds;
import dev.inward.statistics.CrossClusteredBounds.WeighedItem;
import dev.inward.statistics.Interval;
import dev.inward.verdict.figures.AdvantageChange.ItemAdvantages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The change of the advantage of self-prediction over cross-prediction, averaged over all cells of
 * a regression gate. Each cell has the same weight, and each task within a cell. Items of several
 * cells with the same object-level prompt form one cluster.
 *
 * <p>Instances are immutable and thread-safe. No component is null.
 *
 * @param cells the number of cells, at least 1
 * @param figures the number of single advantages and contrasts that are tested beside this mean, at
 *     least that of cells
 * @param oldAdvantage self − cross of the old version, −1 to 1
 * @param newAdvantage self − cross of the new version, −1 to 1
 * @param difference newAdvantage − oldAdvantage, −2 to 2
 * @param lower the one-sided lower bound of the difference, with each missing answer as the least
 *     favourable one
 * @param upper the one-sided upper bound of the difference, with each missing answer as the most
 *     favourable one
 * @param p the p-value of the one-sided test that the difference is below minus the margin, 0 to 1
 * @param confidence the confidence of one-sided bounds and two-sided intervals
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record ChangeAcrossCells(
        int cells,
        int figures,
        double oldAdvantage,
        double newAdvantage,
        CrossClusteredBounds difference,
        double lower,
        double upper,
        double p,
        double confidence) {

    /**
     * {@return the change over all cells}
     *
     * @param cells the advantages on the items of each cell; at least one cell, each with at least
     *     one item
     * @param figures as in the record
     * @param margin the margin of the regression claim
     * @param confidence the confidence of bounds and intervals
     */
    public static ChangeAcrossCells of(
            List<List<ItemAdvantages>> cells, int figures, Margin margin, double confidence) {
        List<List<ItemAdvantages>> complete =
                cells.stream()
                        .map(cell -> cell.stream().filter(ItemAdvantages::isComplete).toList())
                        .toList();
        CrossClusteredBounds difference = change(complete, Interval::lower, Interval::upper);
        boolean isComplete = complete.equals(cells);
        CrossClusteredBounds lowest =
                isComplete ? difference : change(cells, Interval::lower, Interval::upper);
        CrossClusteredBounds highest =
                isComplete ? difference : change(cells, Interval::upper, Interval::lower);
        return new ChangeAcrossCells(
                cells.size(),
                figures,
                mean(complete, ItemAdvantages::before).estimate(),
                mean(complete, ItemAdvantages::after).estimate(),
                difference,
                lowest.lowerBound(confidence),
                highest.upperBound(confidence),
                fall(cells).oneSidedTest(margin.fraction()).p(),
                confidence);
    }

    /**
     * Averages the changes.
     *
     * @param change selects the change of an item among the possible ones
     * @param old selects its old advantage, which limits the change
     */
    private static CrossClusteredBounds change(
            List<List<ItemAdvantages>> cells,
            ToDoubleFunction<Interval> change,
            ToDoubleFunction<Interval> old) {
        return average(
                cells,
                item -> change.applyAsDouble(item.change()),
                item -> {
                    double before = old.applyAsDouble(item.oldAdvantage());
                    return new Interval(-1 - before, 1 - before);
                });
    }

    /** Averages the least possible falls: the greatest changes with the opposite sign. */
    private static CrossClusteredBounds fall(List<List<ItemAdvantages>> cells) {
        return average(
                cells,
                item -> -item.change().upper(),
                item -> new Interval(item.before() - 1, item.before() + 1));
    }

    /**
     * {@return the p-value times the number of tests: that of this claim and those of all single
     * advantages and contrasts}
     */
    public double adjustedP() {
        return Math.min(1, p * (figures + 1));
    }

    private static CrossClusteredBounds mean(
            List<List<ItemAdvantages>> cells, ToDoubleFunction<ItemAdvantages> value) {
        return average(cells, value, item -> new Interval(-1, 1));
    }

    private static CrossClusteredBounds average(
            List<List<ItemAdvantages>> cells,
            ToDoubleFunction<ItemAdvantages> value,
            Function<ItemAdvantages, Interval> range) {
        Map<String, Integer> questions = new HashMap<>();
        Map<String, Integer> tasks = new HashMap<>();
        List<WeighedItem> items = new ArrayList<>();
        for (int cell = 0; cell < cells.size(); cell++) {
            for (ItemAdvantages item : cells.get(cell)) {
                items.add(
                        new WeighedItem(
                                value.applyAsDouble(item),
                                range.apply(item),
                                label(questions, item.item().baseQuestion()),
                                label(tasks, item.item().task()),
                                cell));
            }
        }
        return CrossClusteredBounds.of(items);
    }

    private static int label(Map<String, Integer> labels, String name) {
        return labels.computeIfAbsent(name, it -> labels.size());
    }
}

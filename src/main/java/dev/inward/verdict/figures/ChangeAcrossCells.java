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
 * @param oldAdvantage self − cross of the old version, −1 to 1
 * @param newAdvantage self − cross of the new version, −1 to 1
 * @param difference newAdvantage − oldAdvantage, −2 to 2
 * @param p the p-value of the one-sided test that the difference is below minus the margin, 0 to 1
 * @param confidence the confidence of one-sided bounds and two-sided intervals
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record ChangeAcrossCells(
        int cells,
        double oldAdvantage,
        double newAdvantage,
        CrossClusteredBounds difference,
        double p,
        double confidence) {

    /**
     * {@return the change over all cells}
     *
     * @param cells the advantages on the items of each cell; at least one cell, each with at least
     *     one item
     * @param margin the margin of the regression claim
     * @param confidence the confidence of bounds and intervals
     */
    public static ChangeAcrossCells of(
            List<List<ItemAdvantages>> cells, Margin margin, double confidence) {
        return new ChangeAcrossCells(
                cells.size(),
                mean(cells, ItemAdvantages::oldAdvantage).estimate(),
                mean(cells, ItemAdvantages::newAdvantage).estimate(),
                average(
                        cells,
                        item -> item.newAdvantage() - item.oldAdvantage(),
                        item -> new Interval(-1 - item.oldAdvantage(), 1 - item.oldAdvantage())),
                average(
                                cells,
                                item -> item.oldAdvantage() - item.newAdvantage(),
                                item ->
                                        new Interval(
                                                item.oldAdvantage() - 1, item.oldAdvantage() + 1))
                        .oneSidedTest(margin.fraction())
                        .p(),
                confidence);
    }

    /**
     * {@return the p-value times the number of tests: that of this claim and those of all cells}
     */
    public double adjustedP() {
        return Math.min(1, p * (cells + 1));
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

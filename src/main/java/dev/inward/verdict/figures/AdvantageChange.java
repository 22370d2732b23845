package dev.inward.verdict.figures;

import dev.inward.Margin;
import dev.inward.statistics.ClusteredMean;
import dev.inward.statistics.Interval;
import dev.inward.task.Item;
import dev.inward.verdict.items.ItemMeans;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The change of the advantage of self-prediction over cross-prediction from an old version of a
 * target to a new one. It uses the items that have both predictions in both versions.
 *
 * <p>The advantages and the difference are macro averages over tasks, paired by item, with standard
 * errors clustered by object-level prompt. The interval covers the choice of prompts. It does not
 * cover the variation between finetunings of the same model.
 *
 * <p>Instances are immutable and thread-safe. No component is null.
 *
 * @param oldAdvantage self − cross of the old version, −1 to 1
 * @param newAdvantage self − cross of the new version, −1 to 1
 * @param difference newAdvantage − oldAdvantage, −2 to 2
 * @param p the p-value of the one-sided test that the difference is below minus the margin, 0 to 1
 * @param adjustedP the same p-value, adjusted for all cells of the gate
 * @param confidence the confidence of one-sided bounds and two-sided intervals
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record AdvantageChange(
        ClusteredMean oldAdvantage,
        ClusteredMean newAdvantage,
        ClusteredMean difference,
        double p,
        double adjustedP,
        double confidence) {

    /**
     * The advantages of both versions on one item.
     *
     * @param item the item
     * @param oldAdvantage self − cross of the old version: −1, 0 or 1
     * @param newAdvantage self − cross of the new version: −1, 0 or 1
     * @since 0.1
     */
    public record ItemAdvantages(Item item, double oldAdvantage, double newAdvantage) {}

    /**
     * {@return the change, with a p-value that is not yet adjusted for other cells}
     *
     * @param pairs the advantages on each item; at least one
     * @param margin the margin of the regression claim
     * @param confidence the confidence of bounds and intervals
     */
    public static AdvantageChange of(List<ItemAdvantages> pairs, Margin margin, double confidence) {
        double p =
                mean(
                                pairs,
                                ItemMeans.DOUBLE_DIFFERENCE,
                                pair -> pair.oldAdvantage() - pair.newAdvantage())
                        .oneSidedTest(margin.fraction())
                        .p();
        return new AdvantageChange(
                mean(pairs, ItemMeans.DIFFERENCE, ItemAdvantages::oldAdvantage),
                mean(pairs, ItemMeans.DIFFERENCE, ItemAdvantages::newAdvantage),
                mean(
                        pairs,
                        ItemMeans.DOUBLE_DIFFERENCE,
                        pair -> pair.newAdvantage() - pair.oldAdvantage()),
                p,
                p,
                confidence);
    }

    /**
     * {@return the same change with another adjusted p-value}
     *
     * @param adjusted the adjusted p-value, 0 to 1
     */
    public AdvantageChange withAdjustedP(double adjusted) {
        return new AdvantageChange(oldAdvantage, newAdvantage, difference, p, adjusted, confidence);
    }

    /** {@return the number of items, at least 1} */
    public int n() {
        return difference.size();
    }

    private static ClusteredMean mean(
            List<ItemAdvantages> pairs, Interval range, ToDoubleFunction<ItemAdvantages> value) {
        return new ItemMeans<>(pairs, ItemAdvantages::item).macro(range, value);
    }
}

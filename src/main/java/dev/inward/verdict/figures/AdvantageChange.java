package dev.inward.verdict.figures;

import dev.inward.Margin;
import dev.inward.statistics.ClusteredMean;
import dev.inward.statistics.Interval;
import dev.inward.task.Item;
import dev.inward.verdict.items.ItemDifferences;
import dev.inward.verdict.items.ItemMeans;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The change of the advantage of self-prediction over cross-prediction from an old version of a
 * target to a new one.
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
 * @param bounds the bounds of {@code difference}
 * @param missing the number of items that lack an answer in one of the versions; each counts as the
 *     least favourable one in the bounds and in p, and is left out of all other figures
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
        Bounds bounds,
        int missing,
        double p,
        double adjustedP,
        double confidence) {

    /**
     * The advantages of both versions on one item. If an answer of a version is missing, its
     * advantage may have any value from −1 to 1.
     *
     * @param item the item
     * @param oldAdvantage self − cross of the old version: the only or the possible values
     * @param newAdvantage self − cross of the new version: the only or the possible values
     * @since 0.1
     */
    public record ItemAdvantages(Item item, Interval oldAdvantage, Interval newAdvantage) {

        /**
         * Creates the advantages on an item that has all answers.
         *
         * @param item the item
         * @param oldAdvantage self − cross of the old version: −1, 0 or 1
         * @param newAdvantage self − cross of the new version: −1, 0 or 1
         */
        public ItemAdvantages(Item item, double oldAdvantage, double newAdvantage) {
            this(
                    item,
                    ItemDifferences.exactly(oldAdvantage),
                    ItemDifferences.exactly(newAdvantage));
        }

        /** {@return whether both versions have all answers} */
        public boolean isComplete() {
            return oldAdvantage.width() == 0 && newAdvantage.width() == 0;
        }

        /** {@return the only value of the old advantage, or the least possible one} */
        double before() {
            return oldAdvantage.lower();
        }

        /** {@return the only value of the new advantage, or the least possible one} */
        double after() {
            return newAdvantage.lower();
        }

        /** {@return the values that the new advantage minus the old one may have} */
        Interval change() {
            return newAdvantage.minus(oldAdvantage);
        }
    }

    /**
     * {@return the change, with a p-value that is not yet adjusted for other cells}
     *
     * @param pairs the advantages on each item; at least one item has all answers
     * @param margin the margin of the regression claim
     * @param confidence the confidence of bounds and intervals
     */
    public static AdvantageChange of(List<ItemAdvantages> pairs, Margin margin, double confidence) {
        List<ItemAdvantages> complete = pairs.stream().filter(ItemAdvantages::isComplete).toList();
        ClusteredMean difference = change(complete, pair -> pair.change().lower());
        double p =
                change(pairs, pair -> -pair.change().upper()).oneSidedTest(margin.fraction()).p();
        return new AdvantageChange(
                mean(complete, ItemMeans.DIFFERENCE, ItemAdvantages::before),
                mean(complete, ItemMeans.DIFFERENCE, ItemAdvantages::after),
                difference,
                bounds(pairs, new FixedBounds(difference, confidence), complete.size()),
                pairs.size() - complete.size(),
                p,
                p,
                confidence);
    }

    private static Bounds bounds(
            List<ItemAdvantages> pairs, FixedBounds ofCompleteItems, int completeItems) {
        double confidence = ofCompleteItems.confidence();
        return completeItems == pairs.size()
                ? ofCompleteItems
                : new WorstCaseBounds(
                        new FixedBounds(change(pairs, pair -> pair.change().lower()), confidence),
                        new FixedBounds(change(pairs, pair -> pair.change().upper()), confidence),
                        ofCompleteItems);
    }

    private static ClusteredMean change(
            List<ItemAdvantages> pairs, ToDoubleFunction<ItemAdvantages> change) {
        return mean(pairs, ItemMeans.DOUBLE_DIFFERENCE, change);
    }

    /**
     * {@return the same change with another adjusted p-value}
     *
     * @param adjusted the adjusted p-value, 0 to 1
     */
    public AdvantageChange withAdjustedP(double adjusted) {
        return new AdvantageChange(
                oldAdvantage, newAdvantage, difference, bounds, missing, p, adjusted, confidence);
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

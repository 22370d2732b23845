package dev.inward.verdict.figures;

import dev.inward.Margin;
import dev.inward.statistics.ClusteredMean;
import dev.inward.statistics.Interval;
import dev.inward.task.Item;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How the advantage of self- over cross-prediction has changed from an old version of a target to a
 * new one, on the items that have both predictions in both. All are macro averages over tasks,
 * paired by item and clustered by object-level prompt.
 *
 * <p>Both versions are taken as they are: the interval covers the choice of prompts, and not what
 * another finetuning of the same model would have come to.
 *
 * @param then (self − cross) of the old version, −1 to 1
 * @param now (self − cross) of the new version, −1 to 1
 * @param difference now − then, −2 to 2
 * @param p p-value of the test that the difference lies below minus the margin
 * @param adjustedP the same, adjusted for all cells that gate
 * @param confidence confidence of one-sided bounds and two-sided intervals
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record AdvantageChange(
        ClusteredMean then,
        ClusteredMean now,
        ClusteredMean difference,
        double p,
        double adjustedP,
        double confidence) {

    /** The advantage on one item: −1, 0 or 1 each. */
    public record Pair(Item item, double then, double now) {}

    /** The change, before other cells are known. */
    public static AdvantageChange of(List<Pair> pairs, Margin margin, double confidence) {
        double p =
                mean(pairs, ItemMeans.DOUBLE_DIFFERENCE, pair -> pair.then() - pair.now())
                        .oneSidedTest(margin.fraction())
                        .p();
        return new AdvantageChange(
                mean(pairs, ItemMeans.DIFFERENCE, Pair::then),
                mean(pairs, ItemMeans.DIFFERENCE, Pair::now),
                mean(pairs, ItemMeans.DOUBLE_DIFFERENCE, pair -> pair.now() - pair.then()),
                p,
                p,
                confidence);
    }

    public AdvantageChange adjustedTo(double p) {
        return new AdvantageChange(then, now, difference, this.p, p, confidence);
    }

    /** {@return the number of items} */
    public int n() {
        return difference.size();
    }

    private static ClusteredMean mean(
            List<Pair> pairs, Interval range, ToDoubleFunction<Pair> value) {
        return new ItemMeans<>(pairs, Pair::item).macro(range, value);
    }
}

package dev.inward.verdict.figures;

import dev.inward.statistics.ClusteredMean;
import dev.inward.study.Comparison;
import dev.inward.study.ScoredItem;
import dev.inward.study.Stopping;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The arithmetic of a comparison, in the mode {@code strict} that verdicts rest on. Accuracies are
 * macro averages: the unweighted mean over tasks of the share of right predictions, with standard
 * errors clustered by object-level prompt.
 *
 * @param n items on which both predictions came back
 * @param self accuracy of self-prediction, 0 to 1
 * @param cross accuracy of cross-prediction
 * @param baseline accuracy of the most frequent value among each task's training rows
 * @param untrainedSelf accuracy of self-prediction before finetuning
 * @param untrainedCross accuracy of cross-prediction before finetuning
 * @param difference self − cross, paired by item, −1 to 1
 * @param microDifference the same, each item of the same weight
 * @param aboveBaseline self − baseline, paired by item, −1 to 1
 * @param advantageBounds between what the difference lies
 * @param baselineBounds between what aboveBaseline lies
 * @param nonCompliance how far the difference hangs on answers that were none
 * @param authors the same predictions by the arithmetic of the paper
 * @param confidence confidence of one-sided bounds and two-sided intervals
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Figures(
        int n,
        ClusteredMean self,
        ClusteredMean cross,
        ClusteredMean baseline,
        ClusteredMean untrainedSelf,
        ClusteredMean untrainedCross,
        ClusteredMean difference,
        ClusteredMean microDifference,
        ClusteredMean aboveBaseline,
        Bounds advantageBounds,
        Bounds baselineBounds,
        NonCompliance nonCompliance,
        AuthorsFigures authors,
        double confidence) {

    /** {@return the figures, or nothing where not one pair of predictions came back} */
    public static Optional<Figures> of(Comparison comparison, double confidence) {
        List<ScoredItem> items = comparison.completeItems();
        if (items.isEmpty()) {
            return Optional.empty();
        }
        var means = ItemMeans.of(items);
        ClusteredMean difference = means.macro(ItemMeans.DIFFERENCE, ScoredItem::advantage);
        ClusteredMean aboveBaseline = means.macro(ItemMeans.DIFFERENCE, ScoredItem::aboveBaseline);
        boolean isFixed = comparison.request().stopping() == Stopping.AT_THE_END;
        return Optional.of(
                new Figures(
                        items.size(),
                        means.macro(ItemMeans.SHARE, item -> item.self().score()),
                        means.macro(ItemMeans.SHARE, item -> item.cross().score()),
                        means.macro(ItemMeans.SHARE, ScoredItem::baselineScore),
                        means.macro(ItemMeans.SHARE, item -> item.untrainedSelf().score()),
                        means.macro(ItemMeans.SHARE, item -> item.untrainedCross().score()),
                        difference,
                        means.micro(ItemMeans.DIFFERENCE, ScoredItem::advantage),
                        aboveBaseline,
                        isFixed
                                ? new FixedBounds(difference, confidence)
                                : SequentialBounds.of(
                                        comparison,
                                        ItemMeans.DIFFERENCE,
                                        ScoredItem::advantage,
                                        confidence),
                        isFixed
                                ? new FixedBounds(aboveBaseline, confidence)
                                : SequentialBounds.of(
                                        comparison,
                                        ItemMeans.DIFFERENCE,
                                        ScoredItem::aboveBaseline,
                                        confidence),
                        NonCompliance.of(items),
                        AuthorsFigures.of(items),
                        confidence));
    }

    /**
     * {@return how much of what is to be had above the baseline self-prediction has, (self −
     * baseline) / (ceiling − baseline); below 0 where it is below the baseline, empty where there
     * is nothing to be had}
     *
     * @param ceiling the accuracy that nobody can exceed, from 0 to 1
     */
    public OptionalDouble normalised(double ceiling) {
        double most = ceiling - baseline.estimate();
        return most <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((self.estimate() - baseline.estimate()) / most);
    }
}

package dev.inward.verdict.figures;

import dev.inward.statistics.ClusteredMean;
import dev.inward.study.Comparison;
import dev.inward.study.ScoredItem;
import dev.inward.verdict.items.ItemDifferences;
import dev.inward.verdict.items.ItemMeans;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The figures of a comparison in the mode {@code strict}, which verdicts are based on.
 *
 * <p>Accuracies are macro averages: the unweighted mean over tasks of the share of right
 * predictions. Standard errors are clustered by object-level prompt; {@link ClusteredMean} names
 * formula and source. A non-compliant answer counts as wrong. The averages leave out items without
 * both predictions.
 *
 * <p>Instances are immutable and thread-safe. No component is null.
 *
 * @param n the number of items with both predictions, at least 1
 * @param self the accuracy of self-prediction, 0 to 1
 * @param cross the accuracy of cross-prediction, 0 to 1
 * @param modeBaseline the accuracy of the mode baseline, 0 to 1: the most frequent value among each
 *     task's training rows
 * @param untrainedSelf the accuracy of self-prediction before finetuning, 0 to 1
 * @param untrainedCross the accuracy of cross-prediction before finetuning, 0 to 1
 * @param difference self − cross, paired by item, −1 to 1
 * @param microDifference self − cross, paired by item, with the same weight for every item, −1 to 1
 * @param aboveModeBaseline self − modeBaseline, paired by item, −1 to 1
 * @param advantageBounds the bounds of {@code difference}
 * @param modeBaselineBounds the bounds of {@code aboveModeBaseline}
 * @param missing the number of items that lack an answer; each counts as the least favourable one
 *     in the two bounds and is left out of all other figures
 * @param nonCompliance the effect of non-compliant answers on the difference
 * @param authors the figures of the same predictions by the arithmetic of the paper
 * @param confidence the confidence of one-sided bounds and two-sided intervals
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Figures(
        int n,
        ClusteredMean self,
        ClusteredMean cross,
        ClusteredMean modeBaseline,
        ClusteredMean untrainedSelf,
        ClusteredMean untrainedCross,
        ClusteredMean difference,
        ClusteredMean microDifference,
        ClusteredMean aboveModeBaseline,
        Bounds advantageBounds,
        Bounds modeBaselineBounds,
        int missing,
        NonCompliance nonCompliance,
        AuthorsFigures authors,
        double confidence) {

    /**
     * {@return the figures of a comparison; empty if no item has both predictions}
     *
     * @param comparison the comparison
     * @param confidence the confidence of bounds and intervals, above 0.5 and below 1
     */
    public static Optional<Figures> of(Comparison comparison, double confidence) {
        List<ScoredItem> items = comparison.completeItems();
        if (items.isEmpty()) {
            return Optional.empty();
        }
        var means = ItemMeans.of(items);
        ClusteredMean difference = means.macro(ItemMeans.DIFFERENCE, ScoredItem::advantage);
        ClusteredMean aboveModeBaseline =
                means.macro(ItemMeans.DIFFERENCE, ScoredItem::aboveModeBaseline);
        return Optional.of(
                new Figures(
                        items.size(),
                        means.macro(ItemMeans.SHARE, item -> item.self().score()),
                        means.macro(ItemMeans.SHARE, item -> item.cross().score()),
                        means.macro(ItemMeans.SHARE, ScoredItem::modeBaselineScore),
                        means.macro(ItemMeans.SHARE, item -> item.untrainedSelf().score()),
                        means.macro(ItemMeans.SHARE, item -> item.untrainedCross().score()),
                        difference,
                        means.micro(ItemMeans.DIFFERENCE, ScoredItem::advantage),
                        aboveModeBaseline,
                        WorstCaseBounds.of(
                                comparison, ItemDifferences.advantages(comparison), confidence),
                        WorstCaseBounds.of(
                                comparison,
                                ItemDifferences.aboveModeBaseline(comparison),
                                confidence),
                        comparison.missing(),
                        NonCompliance.of(items),
                        AuthorsFigures.of(items, comparison.request()),
                        confidence));
    }

    /**
     * Returns the position of self-prediction between the mode baseline and a ceiling: (self − mode
     * baseline) / (ceiling − mode baseline).
     *
     * @param ceiling the highest accuracy that a predictor can reach, 0 to 1
     * @return 1 at the ceiling, 0 at the mode baseline, below 0 under it; empty if the mode
     *     baseline is not below the ceiling
     */
    public OptionalDouble normalised(double ceiling) {
        double range = ceiling - modeBaseline.estimate();
        return range <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((self.estimate() - modeBaseline.estimate()) / range);
    }
}

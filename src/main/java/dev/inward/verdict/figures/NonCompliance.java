package dev.inward.verdict.figures;

import dev.inward.statistics.ClusteredMean;
import dev.inward.study.Prediction;
import dev.inward.study.PredictionOutcome;
import dev.inward.study.ScoredItem;
import dev.inward.verdict.items.ItemMeans;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * The effect of non-compliant answers on the difference of self- and cross-prediction. They count
 * as wrong, since they show no knowledge. These figures show the difference if they counted
 * otherwise. No verdict is based on them.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param self the number of non-compliant answers of the self-predictor
 * @param cross the number of non-compliant answers of the cross-predictor
 * @param compliersOnly self − cross on the items with two compliant answers, −1 to 1; null if there
 *     is no such item
 * @param worst self − cross on all items, −1 to 1, if all non-compliant answers of the
 *     self-predictor were wrong and those of the cross-predictor right
 * @param best self − cross on all items, −1 to 1, if all non-compliant answers of the
 *     self-predictor were right and those of the cross-predictor wrong
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record NonCompliance(
        int self, int cross, @Nullable ClusteredMean compliersOnly, double worst, double best) {

    /**
     * @param items the items with both predictions, at least one
     */
    static NonCompliance of(List<ScoredItem> items) {
        List<ScoredItem> compliant =
                items.stream()
                        .filter(
                                item ->
                                        !isNonCompliant(item.self())
                                                && !isNonCompliant(item.cross()))
                        .toList();
        return new NonCompliance(
                count(items, ScoredItem::self),
                count(items, ScoredItem::cross),
                compliant.isEmpty() ? null : ItemMeans.difference(compliant, ScoredItem::advantage),
                mean(items, item -> item.self().score() - scoreIfAnsweredRight(item.cross())),
                mean(items, item -> scoreIfAnsweredRight(item.self()) - item.cross().score()));
    }

    private static double mean(List<ScoredItem> items, ToDoubleFunction<ScoredItem> difference) {
        return ItemMeans.difference(items, difference).estimate();
    }

    private static double scoreIfAnsweredRight(Prediction prediction) {
        return isNonCompliant(prediction) ? 1 : prediction.score();
    }

    private static boolean isNonCompliant(Prediction prediction) {
        return prediction.outcome() == PredictionOutcome.NON_COMPLIANT;
    }

    private static int count(List<ScoredItem> items, Function<ScoredItem, Prediction> predictor) {
        return Math.toIntExact(
                items.stream().map(predictor).filter(NonCompliance::isNonCompliant).count());
    }

    /** {@return whether there is no non-compliant answer} */
    public boolean isNone() {
        return self + cross == 0;
    }

    /**
     * {@return self − cross on the items with two compliant answers; empty if there is no such
     * item}
     */
    public Optional<ClusteredMean> amongCompliers() {
        return Optional.ofNullable(compliersOnly);
    }
}

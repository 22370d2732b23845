package dev.inward.verdict.figures;

import dev.inward.statistics.ClusteredMean;
import dev.inward.study.Outcome;
import dev.inward.study.Prediction;
import dev.inward.study.ScoredItem;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * How far a difference hangs on answers that were none. They count as wrong, for whoever does not
 * answer shows no knowledge; here is what became of the difference if they counted otherwise.
 * Nothing is decided by it.
 *
 * @param self answers of the self-predictor that were none
 * @param cross answers of the cross-predictor that were none
 * @param compliersOnly self − cross on the items that both answered, −1 to 1; null where there is
 *     none
 * @param worst self − cross on all items, had every such answer of the self-predictor been wrong
 *     and every such answer of the cross-predictor right, −1 to 1
 * @param best the same the other way round
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record NonCompliance(
        int self, int cross, @Nullable ClusteredMean compliersOnly, double worst, double best) {

    /**
     * @param items on which both predictions came back, at least one
     */
    static NonCompliance of(List<ScoredItem> items) {
        List<ScoredItem> answered =
                items.stream()
                        .filter(item -> !isNoAnswer(item.self()) && !isNoAnswer(item.cross()))
                        .toList();
        return new NonCompliance(
                count(items, ScoredItem::self),
                count(items, ScoredItem::cross),
                answered.isEmpty() ? null : ItemMeans.difference(answered, ScoredItem::advantage),
                mean(items, item -> item.self().score() - rightIfNone(item.cross())),
                mean(items, item -> rightIfNone(item.self()) - item.cross().score()));
    }

    private static double mean(List<ScoredItem> items, ToDoubleFunction<ScoredItem> difference) {
        return ItemMeans.difference(items, difference).estimate();
    }

    private static double rightIfNone(Prediction prediction) {
        return isNoAnswer(prediction) ? 1 : prediction.score();
    }

    private static boolean isNoAnswer(Prediction prediction) {
        return prediction.outcome() == Outcome.NON_COMPLIANT;
    }

    private static int count(List<ScoredItem> items, Function<ScoredItem, Prediction> predictor) {
        return Math.toIntExact(
                items.stream().map(predictor).filter(NonCompliance::isNoAnswer).count());
    }

    /** {@return whether every answer was one, so that there is nothing to count otherwise} */
    public boolean isNone() {
        return self + cross == 0;
    }

    /** {@return self − cross on the items that both answered, where there are some} */
    public Optional<ClusteredMean> amongCompliers() {
        return Optional.ofNullable(compliersOnly);
    }
}

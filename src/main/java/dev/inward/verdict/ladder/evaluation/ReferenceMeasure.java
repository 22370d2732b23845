package dev.inward.verdict.ladder.evaluation;

import dev.inward.statistics.Interval;
import dev.inward.study.Comparison;
import dev.inward.study.ReferencePredictor;
import dev.inward.study.ScoredItem;
import dev.inward.verdict.items.ItemDifferences;
import dev.inward.verdict.items.ItemMeans;
import dev.inward.verdict.ladder.RungMeasure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Compares self-prediction with a reference predictor. */
final class ReferenceMeasure {

    private ReferenceMeasure() {}

    /** Returns whether the reference predictor has a prediction for some item. */
    static boolean isKnown(List<ScoredItem> items, ReferencePredictor reference) {
        return items.stream().anyMatch(item -> item.referenceScores().score(reference).isPresent());
    }

    /**
     * Returns a reason if too many answers of a reference predictor are missing; otherwise empty.
     */
    static Optional<String> missing(List<ScoredItem> items, ReferencePredictor reference) {
        long missing = items.stream().filter(item -> isMissing(item, reference)).count();
        return missing > Comparison.MAX_MISSING_SHARE * items.size()
                ? Optional.of(
                        String.format(
                                Locale.ROOT,
                                "answers for %s are missing on %d of %d items, more than 1 %%",
                                reference.description(),
                                missing,
                                items.size()))
                : Optional.empty();
    }

    /**
     * Returns self-prediction minus the reference predictor; empty if every item lacks an answer. A
     * reference predictor without a prediction counts as wrong, unless the prediction lacks an
     * answer that did not arrive.
     */
    static Optional<RungMeasure> of(Comparison comparison, ReferencePredictor reference) {
        return RungMeasures.macro(
                "self-prediction above " + reference.description(),
                ItemDifferences.of(
                        comparison,
                        item -> item.isComplete() && !isMissing(item, reference),
                        item -> ItemDifferences.selfMinus(item, possibleScores(item, reference))));
    }

    private static Interval possibleScores(ScoredItem item, ReferencePredictor reference) {
        return isMissing(item, reference)
                ? ItemMeans.SHARE
                : ItemDifferences.exactly(item.referenceScores().score(reference).orElse(0));
    }

    private static boolean isMissing(ScoredItem item, ReferencePredictor reference) {
        return item.referenceScores().missing().contains(reference);
    }
}

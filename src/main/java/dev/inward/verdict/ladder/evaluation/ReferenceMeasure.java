package dev.inward.verdict.ladder.evaluation;

import dev.inward.study.Comparison;
import dev.inward.study.ReferencePredictor;
import dev.inward.study.ScoredItem;
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
        long missing =
                items.stream()
                        .filter(item -> item.referenceScores().missing().contains(reference))
                        .count();
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
     * Returns self-prediction minus the reference predictor. A reference predictor without a
     * prediction counts as wrong.
     */
    static RungMeasure of(List<ScoredItem> items, ReferencePredictor reference) {
        return new RungMeasure(
                "self-prediction above " + reference.description(),
                ItemMeans.difference(
                        items,
                        item ->
                                item.self().score()
                                        - item.referenceScores().score(reference).orElse(0)));
    }
}

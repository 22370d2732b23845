package dev.inward.verdict.ladder;

import dev.inward.study.Comparison;
import dev.inward.study.ReferencePredictor;
import dev.inward.study.ScoredItem;
import dev.inward.verdict.figures.ItemMeans;
import java.util.List;
import java.util.Optional;

/** How far self-prediction is above a baseline. */
final class ReferenceMeasure {

    private ReferenceMeasure() {}

    /** Whether the baseline says anything of these items. */
    static boolean isThere(List<ScoredItem> items, ReferencePredictor baseline) {
        return items.stream().anyMatch(item -> item.yardsticks().score(baseline).isPresent());
    }

    /** Why a baseline cannot be held against: too many of its answers are missing. */
    static Optional<String> missing(List<ScoredItem> items, ReferencePredictor baseline) {
        long missing =
                items.stream()
                        .filter(item -> item.yardsticks().missing().contains(baseline))
                        .count();
        return missing > Comparison.MOST_MISSING * items.size()
                ? Optional.of(
                        "answers are missing of %s on %d of %d items, more than 1 %%"
                                .formatted(baseline.description(), missing, items.size()))
                : Optional.empty();
    }

    /** A baseline that says nothing of an item is not right there. */
    static RungMeasure of(List<ScoredItem> items, ReferencePredictor baseline) {
        return new RungMeasure(
                "self-prediction above " + baseline.description(),
                ItemMeans.difference(
                        items,
                        item -> item.self().score() - item.yardsticks().score(baseline).orElse(0)));
    }
}

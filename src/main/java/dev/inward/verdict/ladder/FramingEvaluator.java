package dev.inward.verdict.ladder;

import dev.inward.study.Comparison;
import dev.inward.study.Framings;
import dev.inward.study.Prediction;
import dev.inward.study.ScoredItem;
import dev.inward.verdict.figures.ItemMeans;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads off a comparison what became of the advantage when somebody else was meant. */
final class FramingEvaluator {

    private final Comparison comparison;
    private final double confidence;
    private final List<ScoredItem> items;

    FramingEvaluator(Comparison comparison, double confidence) {
        this.comparison = comparison;
        this.confidence = confidence;
        items = comparison.completeItems();
    }

    RungResult read() {
        if (!comparison.whyNotFramed().isEmpty()) {
            return RungResults.notTested(Rung.FRAMING, comparison.whyNotFramed());
        }
        List<ScoredItem> answered =
                items.stream()
                        .filter(item -> item.framings() != null && item.framings().isComplete())
                        .toList();
        if (answered.size() < items.size() * (1 - Comparison.MOST_MISSING)) {
            return RungResults.notTested(
                    Rung.FRAMING,
                    "predictions of somebody else are missing on %d of %d items, more than 1 %%; the first says: %s"
                            .formatted(
                                    items.size() - answered.size(),
                                    items.size(),
                                    firstMissingOfAnother()));
        }
        return RungResults.of(
                Rung.FRAMING,
                List.of(
                        new RungMeasure(
                                "the advantage when the target is named",
                                ItemMeans.difference(
                                        answered,
                                        item ->
                                                score(item, Framings::selfOfTarget)
                                                        - score(item, Framings::crossOfTarget))),
                        new RungMeasure(
                                "what self-prediction has over the same about another assistant",
                                ItemMeans.difference(
                                        answered,
                                        item ->
                                                item.self().score()
                                                        - score(item, Framings::selfOfAnother)))),
                confidence);
    }

    private String firstMissingOfAnother() {
        return items.stream()
                .map(ScoredItem::framings)
                .filter(Objects::nonNull)
                .flatMap(
                        framings ->
                                Stream.of(
                                        framings.selfOfTarget(),
                                        framings.crossOfTarget(),
                                        framings.selfOfAnother()))
                .filter(prediction -> prediction.outcome().isMissing())
                .map(Prediction::answer)
                .findFirst()
                .orElse("");
    }

    private static double score(ScoredItem item, Function<Framings, Prediction> whose) {
        Framings framings = item.framings();
        return framings == null ? 0 : whose.apply(framings).score();
    }
}

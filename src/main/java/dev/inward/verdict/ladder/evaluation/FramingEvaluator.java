package dev.inward.verdict.ladder.evaluation;

import dev.inward.study.Comparison;
import dev.inward.study.Framings;
import dev.inward.study.Prediction;
import dev.inward.study.ScoredItem;
import dev.inward.verdict.items.ItemMeans;
import dev.inward.verdict.ladder.Rung;
import dev.inward.verdict.ladder.RungMeasure;
import dev.inward.verdict.ladder.RungResult;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** Evaluates whether the advantage depends on the model that the hypothetical prompt names. */
final class FramingEvaluator {

    private final Comparison comparison;
    private final double confidence;
    private final List<ScoredItem> items;

    FramingEvaluator(Comparison comparison, double confidence) {
        this.comparison = comparison;
        this.confidence = confidence;
        items = comparison.completeItems();
    }

    RungResult evaluate() {
        if (!comparison.whyNotFramed().isEmpty()) {
            return RungResults.notTested(Rung.FRAMING, comparison.whyNotFramed());
        }
        List<ScoredItem> answered =
                items.stream()
                        .filter(item -> item.framings() != null && item.framings().isComplete())
                        .toList();
        if (answered.size() < items.size() * (1 - Comparison.MAX_MISSING_SHARE)) {
            return RungResults.notTested(
                    Rung.FRAMING,
                    String.format(
                            Locale.ROOT,
                            "framed predictions are missing on %d of %d items, more than 1 %%. The first missing answer: %s",
                            items.size() - answered.size(),
                            items.size(),
                            firstMissingReason()));
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
                                "self-prediction above its prediction of another assistant",
                                ItemMeans.difference(
                                        answered,
                                        item ->
                                                item.self().score()
                                                        - score(item, Framings::selfOfAnother)))),
                confidence);
    }

    private String firstMissingReason() {
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

    private static double score(ScoredItem item, Function<Framings, Prediction> prediction) {
        Framings framings = item.framings();
        return framings == null ? 0 : prediction.apply(framings).score();
    }
}

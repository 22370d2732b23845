package dev.inward.verdict.ladder.evaluation;

import dev.inward.statistics.Interval;
import dev.inward.study.Comparison;
import dev.inward.study.Framings;
import dev.inward.study.Prediction;
import dev.inward.study.ScoredItem;
import dev.inward.verdict.items.ItemDifferences;
import dev.inward.verdict.items.ItemMeans;
import dev.inward.verdict.ladder.Rung;
import dev.inward.verdict.ladder.RungMeasure;
import dev.inward.verdict.ladder.RungResult;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
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
        long answered = items.stream().filter(FramingEvaluator::isFramed).count();
        if (answered == 0 || answered < items.size() * (1 - Comparison.MAX_MISSING_SHARE)) {
            return RungResults.notTested(
                    Rung.FRAMING,
                    String.format(
                            Locale.ROOT,
                            "framed predictions are missing on %d of %d items, more than 1 %%. The first missing answer: %s",
                            items.size() - answered,
                            items.size(),
                            firstMissingReason()));
        }
        return RungResults.of(
                Rung.FRAMING,
                Stream.of(
                                measure(
                                        "the advantage when the target is named",
                                        (item, framings) ->
                                                ItemDifferences.between(
                                                        framings.selfOfTarget(),
                                                        framings.crossOfTarget())),
                                measure(
                                        "self-prediction above its prediction of another assistant",
                                        (item, framings) ->
                                                ItemDifferences.between(
                                                        item.self(), framings.selfOfAnother())))
                        .flatMap(Optional::stream)
                        .toList(),
                confidence);
    }

    private Optional<RungMeasure> measure(
            String name, BiFunction<ScoredItem, Framings, Interval> difference) {
        return RungMeasures.macro(
                name,
                ItemDifferences.of(
                        comparison,
                        item -> item.isComplete() && isFramed(item),
                        item -> {
                            Framings framings = item.framings();
                            return framings == null
                                    ? ItemMeans.DIFFERENCE
                                    : difference.apply(item, framings);
                        }));
    }

    private static boolean isFramed(ScoredItem item) {
        return item.framings() != null && item.framings().isComplete();
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
}

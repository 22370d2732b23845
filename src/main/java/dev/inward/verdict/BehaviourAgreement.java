package dev.inward.verdict;

import dev.inward.property.AnswerFormat;
import dev.inward.property.ResponseCleaning;
import dev.inward.statistics.agreement.Agreement;
import dev.inward.study.Prediction;
import dev.inward.study.ScoredItem;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Computes the agreement of predictions with the behaviour of the target. */
final class BehaviourAgreement {

    private BehaviourAgreement() {}

    static Optional<Agreement> of(
            List<ScoredItem> items,
            Function<ScoredItem, Prediction> predictor,
            AnswerFormat format) {
        return items.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Agreement.of(
                                items.stream()
                                        .map(predictor)
                                        .map(Prediction::answer)
                                        .map(format::comparable)
                                        .toList(),
                                items.stream()
                                        .map(ScoredItem::expected)
                                        .map(ResponseCleaning::forComparison)
                                        .toList()));
    }
}

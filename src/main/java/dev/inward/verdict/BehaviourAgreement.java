package dev.inward.verdict;

import dev.inward.property.ResponseCleaning;
import dev.inward.statistics.agreement.Agreement;
import dev.inward.study.Prediction;
import dev.inward.study.ScoredItem;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Computes the agreement of predictions with the behaviour of the target. */
final class BehaviourAgreement {

    private BehaviourAgreement() {}

    static Optional<Agreement> of(
            List<ScoredItem> items, Function<ScoredItem, Prediction> predictor) {
        return items.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Agreement.of(
                                cleaned(items.stream().map(predictor).map(Prediction::answer)),
                                cleaned(items.stream().map(ScoredItem::expected))));
    }

    private static List<String> cleaned(Stream<String> texts) {
        return texts.map(ResponseCleaning::forComparison).toList();
    }
}

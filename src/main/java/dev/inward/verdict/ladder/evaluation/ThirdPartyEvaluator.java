package dev.inward.verdict.ladder.evaluation;

import dev.inward.InwardParameters;
import dev.inward.statistics.ClusteredMean;
import dev.inward.study.Comparison;
import dev.inward.study.ReferencePredictor;
import dev.inward.study.ScoredItem;
import dev.inward.verdict.items.DataSufficiency;
import dev.inward.verdict.items.ItemMeans;
import dev.inward.verdict.ladder.Rung;
import dev.inward.verdict.ladder.RungMeasure;
import dev.inward.verdict.ladder.RungResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Evaluates from the matrix of predictors and targets whether self-prediction beats every third
 * party.
 */
final class ThirdPartyEvaluator {

    private final Comparison comparison;
    private final List<Comparison> matrix;
    private final double confidence;
    private final List<ScoredItem> items;

    ThirdPartyEvaluator(Comparison comparison, List<Comparison> matrix, double confidence) {
        this.comparison = comparison;
        this.matrix = matrix;
        this.confidence = confidence;
        items = comparison.completeItems();
    }

    /**
     * Returns the result of the rung. Self-prediction must beat each third party on the target. The
     * difference in differences, [acc(A→A) − acc(B→A)] − [acc(A→B) − acc(B→B)], must also be above
     * 0. It cancels how good the predictors are and how easy the targets are to predict.
     */
    RungResult evaluate() {
        var measures = new ArrayList<RungMeasure>();
        var withoutOwnComparison = new ArrayList<String>();
        List<Comparison> ofTarget =
                matrix.stream()
                        .filter(
                                other ->
                                        other.request()
                                                .target()
                                                .equals(comparison.request().target()))
                        .toList();
        for (Comparison other : ofTarget) {
            List<ScoredItem> otherItems = other.completeItems();
            if (!otherItems.isEmpty()) {
                String thirdParty = other.request().predictor();
                measures.add(
                        new RungMeasure(
                                "self-prediction above " + thirdParty,
                                ItemMeans.difference(otherItems, ScoredItem::advantage)));
                differenceInDifferences(other)
                        .ifPresentOrElse(measures::add, () -> withoutOwnComparison.add(thirdParty));
            }
        }
        EnsembleMeasure.of(items, ofTarget).ifPresent(measures::add);
        if (ReferenceMeasure.isKnown(items, ReferencePredictor.SIMULATION)) {
            measures.add(ReferenceMeasure.of(items, ReferencePredictor.SIMULATION));
        }
        RungResult result = RungResults.of(Rung.THIRD_PARTIES, measures, confidence);
        return ReferenceMeasure.missing(items, ReferencePredictor.SIMULATION)
                .or(this::simulationMissing)
                .or(() -> unknownPeers(ofTarget))
                .or(() -> withoutOwnComparison(withoutOwnComparison))
                .map(reason -> RungResults.incomplete(result, reason))
                .orElse(result);
    }

    private Optional<String> simulationMissing() {
        return comparison.request().extraMeasurements().simulation()
                        && !ReferenceMeasure.isKnown(items, ReferencePredictor.SIMULATION)
                ? Optional.of(
                        String.format(
                                Locale.ROOT,
                                "no model answers in the target's place: '%s' cannot answer prompts about another model, and is finetuned only if '%s' can be finetuned too. Omit "
                                        + InwardParameters.SIMULATION
                                        + ".",
                                comparison.request().predictor(),
                                comparison.request().target()))
                : Optional.empty();
    }

    private static Optional<String> withoutOwnComparison(List<String> thirdParties) {
        return thirdParties.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "self-prediction is above every third party, but no model predicts %s, so the difference in differences is unknown. Make it a target too.",
                                String.join(", ", thirdParties)));
    }

    /**
     * Returns a reason if a peer was requested as a third party, but its predictions are
     * insufficient.
     */
    private Optional<String> unknownPeers(List<Comparison> ofTarget) {
        List<String> unknownPeers =
                comparison.request().extraMeasurements().peers().stream()
                        .filter(
                                peer ->
                                        ofTarget.stream()
                                                .noneMatch(
                                                        other ->
                                                                other.request()
                                                                                .predictor()
                                                                                .equals(peer)
                                                                        && isSufficient(other)))
                        .toList();
        return unknownPeers.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "the predictions of %s are unknown: too many are missing, or their own eval reports an error",
                                String.join(", ", unknownPeers)));
    }

    private static boolean isSufficient(Comparison other) {
        return DataSufficiency.whyInsufficient(other).isEmpty();
    }

    private Optional<RungMeasure> differenceInDifferences(Comparison forward) {
        String target = forward.request().target();
        String thirdParty = forward.request().predictor();
        return matrix.stream()
                .filter(
                        backward ->
                                backward.request().target().equals(thirdParty)
                                        && backward.request().predictor().equals(target))
                .findFirst()
                .flatMap(backward -> differenceInDifferences(forward, backward))
                .map(
                        mean ->
                                new RungMeasure(
                                        "the difference in differences with " + thirdParty, mean));
    }

    /** Uses the items on which the property of both behaviours is defined. */
    private static Optional<ClusteredMean> differenceInDifferences(
            Comparison forward, Comparison backward) {
        Map<String, Double> backwardAdvantages = new HashMap<>();
        backward.completeItems()
                .forEach(
                        item ->
                                backwardAdvantages.put(
                                        item.item().objectLevelPrompt(), item.advantage()));
        List<ScoredItem> shared =
                forward.completeItems().stream()
                        .filter(
                                item ->
                                        backwardAdvantages.containsKey(
                                                item.item().objectLevelPrompt()))
                        .toList();
        return shared.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        ItemMeans.of(shared)
                                .macro(
                                        ItemMeans.DOUBLE_DIFFERENCE,
                                        item ->
                                                item.advantage()
                                                        + backwardAdvantages.getOrDefault(
                                                                item.item().objectLevelPrompt(),
                                                                0.0)));
    }
}

package dev.inward.verdict.ladder.evaluation;

import dev.inward.InwardParameters;
import dev.inward.statistics.Interval;
import dev.inward.study.Comparison;
import dev.inward.study.ReferencePredictor;
import dev.inward.study.ScoredItem;
import dev.inward.verdict.items.DataSufficiency;
import dev.inward.verdict.items.ItemDifference;
import dev.inward.verdict.items.ItemDifferences;
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
import java.util.Set;

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
            String thirdParty = other.request().predictor();
            Optional<RungMeasure> above =
                    RungMeasures.macro(
                            "self-prediction above " + thirdParty,
                            ItemDifferences.advantages(other));
            if (above.isPresent()) {
                measures.add(above.get());
                differenceInDifferences(other)
                        .ifPresentOrElse(measures::add, () -> withoutOwnComparison.add(thirdParty));
            }
        }
        EnsembleMeasure.of(comparison, ofTarget).ifPresent(measures::add);
        if (ReferenceMeasure.isKnown(items, ReferencePredictor.SIMULATION)) {
            ReferenceMeasure.of(comparison, ReferencePredictor.SIMULATION).ifPresent(measures::add);
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
                .flatMap(
                        backward ->
                                RungMeasures.macro(
                                        "the difference in differences with " + thirdParty,
                                        differenceInDifferences(forward, backward),
                                        ItemMeans.DOUBLE_DIFFERENCE));
    }

    /** Uses the items on which the property of both behaviours is defined or unknown. */
    private static ItemDifferences differenceInDifferences(
            Comparison forward, Comparison backward) {
        ItemDifferences there = ItemDifferences.advantages(forward);
        ItemDifferences back = ItemDifferences.advantages(backward);
        Set<String> answered = byPrompt(back.complete()).keySet();
        Map<String, Interval> all = byPrompt(back.all());
        var complete = new ArrayList<ItemDifference>();
        var incomplete = new ArrayList<ItemDifference>();
        there.complete()
                .forEach(
                        item ->
                                (answered.contains(prompt(item)) ? complete : incomplete)
                                        .addAll(sum(item, all)));
        there.incomplete().forEach(item -> incomplete.addAll(sum(item, all)));
        return new ItemDifferences(complete, incomplete);
    }

    private static Map<String, Interval> byPrompt(List<ItemDifference> items) {
        Map<String, Interval> byPrompt = new HashMap<>();
        items.forEach(item -> byPrompt.put(prompt(item), item.possible()));
        return byPrompt;
    }

    /** Adds the difference on the same prompt; empty if there is none. */
    private static List<ItemDifference> sum(ItemDifference item, Map<String, Interval> others) {
        Interval other = others.get(prompt(item));
        return other == null
                ? List.of()
                : List.of(
                        new ItemDifference(
                                item.item(),
                                new Interval(
                                        item.lowest() + other.lower(),
                                        item.highest() + other.upper())));
    }

    private static String prompt(ItemDifference item) {
        return item.item().id();
    }
}

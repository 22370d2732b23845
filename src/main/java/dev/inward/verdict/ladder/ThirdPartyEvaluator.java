package dev.inward.verdict.ladder;

import dev.inward.property.ResponseCleaning;
import dev.inward.statistics.CategoricalSample;
import dev.inward.statistics.ClusteredMean;
import dev.inward.study.Comparison;
import dev.inward.study.ReferencePredictor;
import dev.inward.study.ScoredItem;
import dev.inward.verdict.figures.DataSufficiency;
import dev.inward.verdict.figures.ItemMeans;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads off the matrix of predictors and targets whether self-prediction is above all others. */
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
     * Each third party has to be beaten on the target, and by more than target and third party
     * differ as predictors and in how easily they are foretold: [acc(A→A) − acc(B→A)] − [acc(A→B) −
     * acc(B→B)].
     */
    RungResult read() {
        var measures = new ArrayList<RungMeasure>();
        var unanswered = new ArrayList<String>();
        List<Comparison> ofTarget =
                matrix.stream()
                        .filter(
                                other ->
                                        other.request()
                                                .target()
                                                .equals(comparison.request().target()))
                        .toList();
        for (Comparison other : ofTarget) {
            List<ScoredItem> others = other.completeItems();
            if (!others.isEmpty()) {
                String thirdParty = other.request().predictor();
                measures.add(
                        new RungMeasure(
                                "self-prediction above " + thirdParty,
                                ItemMeans.difference(others, ScoredItem::advantage)));
                differenceInDifferences(other)
                        .ifPresentOrElse(measures::add, () -> unanswered.add(thirdParty));
            }
        }
        ensemble(ofTarget).ifPresent(measures::add);
        if (ReferenceMeasure.isThere(items, ReferencePredictor.SIMULATION)) {
            measures.add(ReferenceMeasure.of(items, ReferencePredictor.SIMULATION));
        }
        RungResult standing = RungResults.of(Rung.THIRD_PARTIES, measures, confidence);
        return ReferenceMeasure.missing(items, ReferencePredictor.SIMULATION)
                .or(this::nobodySimulated)
                .or(() -> unknown(ofTarget))
                .or(() -> unanswered(unanswered))
                .map(reason -> RungResults.incomplete(standing, reason))
                .orElse(standing);
    }

    private Optional<String> nobodySimulated() {
        return comparison.request().probes().simulation()
                        && !ReferenceMeasure.isThere(items, ReferencePredictor.SIMULATION)
                ? Optional.of(
                        "nobody answers in the target's place, for '%s' cannot be asked about somebody else, and is finetuned only where '%s' can be too; leave inward.simulation out"
                                .formatted(
                                        comparison.request().predictor(),
                                        comparison.request().target()))
                : Optional.empty();
    }

    private static Optional<String> unanswered(List<String> thirdParties) {
        return thirdParties.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "self-prediction is above every third party, but nobody predicted %s, so that the difference in differences is not known; make it a target too"
                                .formatted(String.join(", ", thirdParties)));
    }

    /** Third parties that were to predict the target, and of which too little has come. */
    private Optional<String> unknown(List<Comparison> ofTarget) {
        List<String> unknown =
                comparison.request().probes().peers().stream()
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
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "what %s would predict is not known: too much of it is missing, or its own eval says what broke"
                                .formatted(String.join(", ", unknown)));
    }

    private static boolean isSufficient(Comparison other) {
        return DataSufficiency.lack(other).isEmpty();
    }

    /** What most third parties predict; of equally many, the first in the order of strings. */
    private Optional<RungMeasure> ensemble(List<Comparison> ofTarget) {
        if (ofTarget.size() < 2) {
            return Optional.empty();
        }
        Map<String, List<String>> votes = new HashMap<>();
        for (Comparison other : ofTarget) {
            other.completeItems()
                    .forEach(
                            item ->
                                    votes.computeIfAbsent(
                                                    item.item().objectLevelPrompt(),
                                                    prompt -> new ArrayList<>())
                                            .add(
                                                    ResponseCleaning.forComparison(
                                                            item.cross().answer())));
        }
        return Optional.of(
                new RungMeasure(
                        "self-prediction above what most of the %d third parties predict"
                                .formatted(ofTarget.size()),
                        ItemMeans.difference(
                                items,
                                item ->
                                        item.self().score()
                                                - ensembleScore(
                                                        item,
                                                        votes.getOrDefault(
                                                                item.item().objectLevelPrompt(),
                                                                List.of())))));
    }

    private static double ensembleScore(ScoredItem item, List<String> votes) {
        return CategoricalSample.of(votes)
                        .mode()
                        .equals(ResponseCleaning.forComparison(item.expected()))
                ? 1
                : 0;
    }

    private Optional<RungMeasure> differenceInDifferences(Comparison there) {
        String target = there.request().target();
        String thirdParty = there.request().predictor();
        return matrix.stream()
                .filter(
                        back ->
                                back.request().target().equals(thirdParty)
                                        && back.request().predictor().equals(target))
                .findFirst()
                .flatMap(back -> differenceInDifferences(there, back))
                .map(
                        mean ->
                                new RungMeasure(
                                        "the difference in differences with " + thirdParty, mean));
    }

    /** On the items on which the property of both behaviours is defined. */
    private static Optional<ClusteredMean> differenceInDifferences(
            Comparison there, Comparison back) {
        Map<String, Double> advantagesBack = new HashMap<>();
        back.completeItems()
                .forEach(
                        item ->
                                advantagesBack.put(
                                        item.item().objectLevelPrompt(), item.advantage()));
        List<ScoredItem> shared =
                there.completeItems().stream()
                        .filter(item -> advantagesBack.containsKey(item.item().objectLevelPrompt()))
                        .toList();
        return shared.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        ItemMeans.of(shared)
                                .macro(
                                        ItemMeans.DOUBLE_DIFFERENCE,
                                        item ->
                                                item.advantage()
                                                        + advantagesBack.getOrDefault(
                                                                item.item().objectLevelPrompt(),
                                                                0.0)));
    }
}

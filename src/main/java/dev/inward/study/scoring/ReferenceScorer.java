package dev.inward.study.scoring;

import dev.inward.judge.PropertyValues;
import dev.inward.property.BehavioralProperty;
import dev.inward.property.ResponseCleaning;
import dev.inward.statistics.CategoricalSample;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ReferencePredictor;
import dev.inward.study.ReferenceScores;
import dev.inward.study.RepeatedAnswers;
import dev.inward.study.collection.Behaviours;
import dev.inward.study.collection.CollectedAnswer;
import dev.inward.study.collection.ObservedBehaviours;
import dev.inward.task.Item;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Computes the scores of the reference predictors from the observed behaviour. */
final class ReferenceScorer {

    private final BehavioralProperty property;
    private final String predictor;
    private final ObservedBehaviours observations;
    private final PropertyValues values;
    private final ReferenceTraining training;

    /**
     * @param drawn the items that are predicted
     * @param values the values of the property
     */
    ReferenceScorer(
            ComparisonRequest request,
            List<Item> drawn,
            ObservedBehaviours observations,
            ClassifierTrainer classifiers,
            PropertyValues values) {
        this.values = values;
        this.property = request.property();
        this.predictor = request.predictor();
        this.observations = observations;
        Behaviours target = observations.target();
        training =
                new ReferenceTraining(
                        request,
                        target::answeredTrainingItems,
                        drawn,
                        item -> value(item, target.of(item)),
                        classifiers);
    }

    /**
     * @param simulated the answer in the target's place; null if no model simulates the target
     */
    ReferenceScores of(Item item, String expected, @Nullable CollectedAnswer simulated) {
        String expectedValue = ResponseCleaning.forComparison(expected);
        ReferenceTraining.Rows rows = training.rowsFor(item);
        var scores = new EnumMap<ReferencePredictor, Double>(ReferencePredictor.class);
        rows.values()
                .ifPresent(
                        values -> {
                            scores.put(
                                    ReferencePredictor.MODE, score(values.mode(), expectedValue));
                            scores.put(ReferencePredictor.CLASS_PRIOR, values.share(expectedValue));
                        });
        rows.classifiers()
                .forEach(
                        (reference, classifier) ->
                                scores.put(
                                        reference,
                                        score(
                                                classifier.predict(item.objectLevelPrompt()),
                                                expectedValue)));
        valueOfLastWord(item)
                .ifPresent(
                        value ->
                                scores.put(
                                        ReferencePredictor.LAST_WORD, score(value, expectedValue)));
        mostFrequentPeerValue(item)
                .ifPresent(
                        value -> scores.put(ReferencePredictor.PEERS, score(value, expectedValue)));
        var missing = EnumSet.noneOf(ReferencePredictor.class);
        if (observations.peers().values().stream().anyMatch(peer -> peer.of(item).isMissing())) {
            missing.add(ReferencePredictor.PEERS);
        }
        if (simulated != null && simulated.isMissing()) {
            missing.add(ReferencePredictor.SIMULATION);
        } else if (simulated != null) {
            scores.put(
                    ReferencePredictor.SIMULATION,
                    value(item, simulated).map(value -> score(value, expectedValue)).orElse(0.0));
        }
        return new ReferenceScores(
                rows.values().map(CategoricalSample::mode).orElse(""),
                scores,
                missing,
                ownValue(item).orElse(null),
                repeated(item, expectedValue));
    }

    private static double score(String value, String expectedValue) {
        return value.equals(expectedValue) ? 1 : 0;
    }

    private Optional<String> valueOfLastWord(Item item) {
        return item.lastWord()
                .flatMap(word -> values.ofText(property, item, word))
                .map(ResponseCleaning::forComparison);
    }

    private Optional<String> mostFrequentPeerValue(Item item) {
        List<String> values =
                observations.peers().values().stream()
                        .flatMap(peer -> value(item, peer.of(item)).stream())
                        .toList();
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(CategoricalSample.of(values).mode());
    }

    private Optional<String> ownValue(Item item) {
        return Optional.ofNullable(observations.peers().get(predictor))
                .flatMap(peer -> value(item, peer.of(item)));
    }

    /**
     * Returns the share of answers whose property equals that of most of the other answers. A
     * predictor that knows everything about the target except chance reaches this share. An answer
     * without the property matches no other answer.
     */
    private @Nullable RepeatedAnswers repeated(Item item, String firstValue) {
        if (observations.repeats().isEmpty()) {
            return null;
        }
        var values = new ArrayList<String>(List.of(firstValue));
        var texts = new HashSet<String>(List.of(observations.target().of(item).text()));
        for (Behaviours repeat : observations.repeats()) {
            CollectedAnswer answer = repeat.of(item);
            if (!answer.isMissing()) {
                values.add(value(item, answer).orElse(""));
                texts.add(answer.text());
            }
        }
        if (values.size() < 2) {
            return null;
        }
        int predictable = 0;
        for (int i = 0; i < values.size(); i++) {
            var others = new ArrayList<>(values);
            others.remove(i);
            predictable += CategoricalSample.of(others).mode().equals(values.get(i)) ? 1 : 0;
        }
        return new RepeatedAnswers(
                (double) predictable / values.size(), values.size(), texts.size());
    }

    private Optional<String> value(Item item, CollectedAnswer answer) {
        return values.of(property, item, answer).map(ResponseCleaning::forComparison);
    }
}

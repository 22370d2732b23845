package dev.inward.study.scoring;

import dev.inward.classifier.LabelledPrompt;
import dev.inward.classifier.PromptClassifier;
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
import dev.inward.task.Task;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Computes the scores of the reference predictors from the observed behaviour. */
final class ReferenceScorer {

    private final BehavioralProperty property;
    private final String predictor;
    private final ObservedBehaviours observations;
    private final Map<String, TrainingData> trainingByTask = new HashMap<>();

    /**
     * The training rows of one task: the values, and the classifiers trained on them. Empty if
     * there are no rows.
     */
    private record TrainingData(
            Optional<CategoricalSample> values,
            Map<ReferencePredictor, PromptClassifier> classifiers) {

        static final TrainingData NONE = new TrainingData(Optional.empty(), Map.of());
    }

    ReferenceScorer(
            ComparisonRequest request,
            ObservedBehaviours observations,
            ClassifierTrainer classifiers) {
        this.property = request.property();
        this.predictor = request.predictor();
        this.observations = observations;
        request.tasks()
                .forEach(
                        task ->
                                trainingByTask.put(
                                        task.name(),
                                        trainingData(rows(task), classifiers, request)));
    }

    private static TrainingData trainingData(
            List<LabelledPrompt> rows, ClassifierTrainer classifiers, ComparisonRequest request) {
        if (rows.isEmpty()) {
            return TrainingData.NONE;
        }
        var trained = new EnumMap<ReferencePredictor, PromptClassifier>(ReferencePredictor.class);
        for (ReferencePredictor reference : ReferencePredictor.values()) {
            if (request.extraMeasurements().classifiers() && reference.isInputOnly()) {
                classifiers
                        .trained(reference, rows, request.seed())
                        .ifPresent(classifier -> trained.put(reference, classifier));
            }
        }
        return new TrainingData(
                Optional.of(
                        CategoricalSample.of(rows.stream().map(LabelledPrompt::label).toList())),
                trained);
    }

    private List<LabelledPrompt> rows(Task task) {
        Behaviours target = observations.target();
        return target.answeredTrainingItems(task).stream()
                .flatMap(
                        item ->
                                value(item, target.of(item)).stream()
                                        .map(
                                                value ->
                                                        new LabelledPrompt(
                                                                item.objectLevelPrompt(), value)))
                .toList();
    }

    /**
     * @param simulated the answer in the target's place; null if no model simulates the target
     */
    ReferenceScores of(Item item, String expected, @Nullable CollectedAnswer simulated) {
        String expectedValue = ResponseCleaning.forComparison(expected);
        TrainingData training = trainingByTask.getOrDefault(item.task(), TrainingData.NONE);
        var scores = new EnumMap<ReferencePredictor, Double>(ReferencePredictor.class);
        training.values()
                .ifPresent(
                        values -> {
                            scores.put(
                                    ReferencePredictor.MODE, score(values.mode(), expectedValue));
                            scores.put(ReferencePredictor.CLASS_PRIOR, values.share(expectedValue));
                        });
        training.classifiers()
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
                training.values().map(CategoricalSample::mode).orElse(""),
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
                .flatMap(word -> property.value(item.behaviourFor(word)))
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
        return answer.isMissing()
                ? Optional.empty()
                : property.value(item.behaviourFor(answer.text()))
                        .map(ResponseCleaning::forComparison);
    }
}

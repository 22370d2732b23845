package dev.inward.study.scoring;

import dev.inward.classifier.LabelledPrompt;
import dev.inward.classifier.PromptClassifier;
import dev.inward.property.BehavioralProperty;
import dev.inward.property.ResponseCleaning;
import dev.inward.statistics.CategoricalSample;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ReferencePredictor;
import dev.inward.study.ReferenceScores;
import dev.inward.study.collection.Answer;
import dev.inward.study.collection.Behaviours;
import dev.inward.study.collection.ObservedBehaviours;
import dev.inward.task.Item;
import dev.inward.task.Task;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads off observations what the predictions of a comparison are held against. */
final class ReferenceScorer {

    private final BehavioralProperty property;
    private final String predictor;
    private final ObservedBehaviours observations;
    private final Map<String, Training> training = new HashMap<>();

    /** What a task's training rows teach; empty where there are none. */
    private record Training(
            Optional<CategoricalSample> values,
            Map<ReferencePredictor, PromptClassifier> classifiers) {

        static final Training NONE = new Training(Optional.empty(), Map.of());
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
                                training.put(
                                        task.name(), training(rows(task), classifiers, request)));
    }

    private static Training training(
            List<LabelledPrompt> rows, ClassifierTrainer classifiers, ComparisonRequest request) {
        if (rows.isEmpty()) {
            return Training.NONE;
        }
        var trained = new EnumMap<ReferencePredictor, PromptClassifier>(ReferencePredictor.class);
        for (ReferencePredictor baseline : ReferencePredictor.values()) {
            if (request.probes().classifiers() && baseline.isInputOnly()) {
                classifiers
                        .trained(baseline, rows, request.seed())
                        .ifPresent(classifier -> trained.put(baseline, classifier));
            }
        }
        return new Training(
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
     * @param simulated what whoever takes the target's place answered; null where nobody does
     */
    ReferenceScores of(Item item, String expected, @Nullable Answer simulated) {
        String right = ResponseCleaning.forComparison(expected);
        Training learned = training.getOrDefault(item.task(), Training.NONE);
        var scores = new EnumMap<ReferencePredictor, Double>(ReferencePredictor.class);
        learned.values()
                .ifPresent(
                        values -> {
                            scores.put(ReferencePredictor.MODE, score(values.mode(), right));
                            scores.put(ReferencePredictor.CLASS_PRIOR, values.share(right));
                        });
        learned.classifiers()
                .forEach(
                        (baseline, classifier) ->
                                scores.put(
                                        baseline,
                                        score(
                                                classifier.predict(item.objectLevelPrompt()),
                                                right)));
        repeatedLastWord(item)
                .ifPresent(value -> scores.put(ReferencePredictor.LAST_WORD, score(value, right)));
        mostOfThePeers(item)
                .ifPresent(value -> scores.put(ReferencePredictor.PEERS, score(value, right)));
        var missing = EnumSet.noneOf(ReferencePredictor.class);
        if (observations.peers().values().stream().anyMatch(peer -> peer.of(item).isMissing())) {
            missing.add(ReferencePredictor.PEERS);
        }
        if (simulated != null && simulated.isMissing()) {
            missing.add(ReferencePredictor.SIMULATION);
        } else if (simulated != null) {
            scores.put(
                    ReferencePredictor.SIMULATION,
                    value(item, simulated).map(value -> score(value, right)).orElse(0.0));
        }
        return new ReferenceScores(
                learned.values().map(CategoricalSample::mode).orElse(""),
                scores,
                missing,
                own(item).orElse(null),
                repeatability(item, right));
    }

    private static double score(String value, String right) {
        return value.equals(right) ? 1 : 0;
    }

    private Optional<String> repeatedLastWord(Item item) {
        return item.lastWord()
                .flatMap(word -> property.value(item.answeredWith(word)))
                .map(ResponseCleaning::forComparison);
    }

    private Optional<String> mostOfThePeers(Item item) {
        List<String> values =
                observations.peers().values().stream()
                        .flatMap(peer -> value(item, peer.of(item)).stream())
                        .toList();
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(CategoricalSample.of(values).mode());
    }

    private Optional<String> own(Item item) {
        return Optional.ofNullable(observations.peers().get(predictor))
                .flatMap(peer -> value(item, peer.of(item)));
    }

    /**
     * The share of answers whose property is that of most of the others: what whoever knew all
     * about the target but chance could reach. One that came without the property has none like it.
     */
    private @Nullable Double repeatability(Item item, String first) {
        var values = new ArrayList<String>(List.of(first));
        for (Behaviours repeat : observations.repeats()) {
            Answer answer = repeat.of(item);
            if (!answer.isMissing()) {
                values.add(value(item, answer).orElse(""));
            }
        }
        if (values.size() < 2) {
            return null;
        }
        int foretold = 0;
        for (int i = 0; i < values.size(); i++) {
            var others = new ArrayList<>(values);
            others.remove(i);
            foretold += CategoricalSample.of(others).mode().equals(values.get(i)) ? 1 : 0;
        }
        return (double) foretold / values.size();
    }

    private Optional<String> value(Item item, Answer answer) {
        return answer.isMissing()
                ? Optional.empty()
                : property.value(item.answeredWith(answer.text()))
                        .map(ResponseCleaning::forComparison);
    }
}

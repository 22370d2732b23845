package dev.inward.study;

import dev.inward.baseline.LabelledPrompt;
import dev.inward.baseline.PromptClassifier;
import dev.inward.property.BehavioralProperty;
import dev.inward.property.ResponseCleaning;
import dev.inward.statistics.CategoricalSample;
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
final class YardstickReading {

    private final BehavioralProperty property;
    private final String predictor;
    private final Observations observations;
    private final Map<String, Training> training = new HashMap<>();

    /** What a task's training rows teach; empty where there are none. */
    private record Training(
            Optional<CategoricalSample> values, Map<Baseline, PromptClassifier> classifiers) {

        static final Training NONE = new Training(Optional.empty(), Map.of());
    }

    YardstickReading(
            ComparisonRequest request, Observations observations, Classifiers classifiers) {
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
            List<LabelledPrompt> rows, Classifiers classifiers, ComparisonRequest request) {
        if (rows.isEmpty()) {
            return Training.NONE;
        }
        var trained = new EnumMap<Baseline, PromptClassifier>(Baseline.class);
        for (Baseline baseline : Baseline.values()) {
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
    Yardsticks of(Item item, String expected, @Nullable Answer simulated) {
        String right = ResponseCleaning.forComparison(expected);
        Training learned = training.getOrDefault(item.task(), Training.NONE);
        var scores = new EnumMap<Baseline, Double>(Baseline.class);
        learned.values()
                .ifPresent(
                        values -> {
                            scores.put(Baseline.MODE, score(values.mode(), right));
                            scores.put(Baseline.CLASS_PRIOR, values.share(right));
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
                .ifPresent(value -> scores.put(Baseline.LAST_WORD, score(value, right)));
        mostOfThePeers(item).ifPresent(value -> scores.put(Baseline.PEERS, score(value, right)));
        var missing = EnumSet.noneOf(Baseline.class);
        if (observations.peers().values().stream().anyMatch(peer -> peer.of(item).isMissing())) {
            missing.add(Baseline.PEERS);
        }
        if (simulated != null && simulated.isMissing()) {
            missing.add(Baseline.SIMULATION);
        } else if (simulated != null) {
            scores.put(
                    Baseline.SIMULATION,
                    value(item, simulated).map(value -> score(value, right)).orElse(0.0));
        }
        return new Yardsticks(
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

package dev.inward.study;

import dev.inward.property.BehavioralProperty;
import dev.inward.property.ResponseCleaning;
import dev.inward.statistics.CategoricalSample;
import dev.inward.task.Item;
import dev.inward.task.Task;
import java.util.ArrayList;
import java.util.EnumMap;
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
    private final Map<String, Optional<CategoricalSample>> trainingValues = new HashMap<>();

    YardstickReading(ComparisonRequest request, Observations observations) {
        this.property = request.property();
        this.predictor = request.predictor();
        this.observations = observations;
        request.tasks()
                .forEach(task -> trainingValues.put(task.name(), valuesOfTrainingRows(task)));
    }

    private Optional<CategoricalSample> valuesOfTrainingRows(Task task) {
        Behaviours target = observations.target();
        List<String> values =
                target.answeredTrainingItems(task).stream()
                        .flatMap(item -> value(item, target.of(item)).stream())
                        .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(CategoricalSample.of(values));
    }

    Yardsticks of(Item item, String expected) {
        String right = ResponseCleaning.forComparison(expected);
        Optional<CategoricalSample> training =
                trainingValues.getOrDefault(item.task(), Optional.empty());
        var scores = new EnumMap<Baseline, Double>(Baseline.class);
        training.ifPresent(
                values -> {
                    scores.put(Baseline.MODE, score(values.mode(), right));
                    scores.put(Baseline.CLASS_PRIOR, values.share(right));
                });
        repeatedLastWord(item)
                .ifPresent(value -> scores.put(Baseline.LAST_WORD, score(value, right)));
        mostOfThePeers(item).ifPresent(value -> scores.put(Baseline.PEERS, score(value, right)));
        return new Yardsticks(
                training.map(CategoricalSample::mode).orElse(""),
                scores,
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

package dev.inward.classifier;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;

/** Training rows with their features weighed, to be learnt from. */
final class WeightedTrainingSet {

    // Scores that are equal on paper, as of labels in symmetric places, differ by rounding.
    private static final double ROUNDING = 1e-9;

    private final LabelCounts labels;
    private final FeatureWeights weights;
    private final Learner learner;

    /** Weighs the features of at least one row. */
    WeightedTrainingSet(
            FeatureWeighting weighting,
            Function<List<WeightedRow>, Learner> method,
            List<TrainingRow> rows) {
        labels = LabelCounts.of(rows);
        weights = new FeatureWeights(weighting, rows);
        List<WeightedRow> telling =
                rows.stream()
                        .map(row -> new WeightedRow(weights.of(row.features()), row.label()))
                        .filter(row -> !row.weights().isEmpty())
                        .toList();
        learner =
                telling.stream().map(WeightedRow::label).distinct().count() < 2
                        ? smoothness -> features -> Map.of()
                        : method.apply(telling);
    }

    /**
     * {@return what tells the label of features: the one that scores best; of several, and where
     * nothing is told, the most frequent}
     */
    Function<Set<String>, String> learn(double smoothness) {
        LabelScorer scores = learner.learn(smoothness);
        return features -> {
            SortedMap<String, Double> telling = weights.of(features);
            Map<String, Double> scored = telling.isEmpty() ? Map.of() : scores.of(telling);
            return labels.mostFrequentOf(scored.isEmpty() ? labels.labels() : best(scored));
        };
    }

    private static Collection<String> best(Map<String, Double> scores) {
        double least = Collections.max(scores.values()) - ROUNDING;
        return scores.entrySet().stream()
                .filter(score -> score.getValue() >= least)
                .map(Map.Entry::getKey)
                .toList();
    }
}

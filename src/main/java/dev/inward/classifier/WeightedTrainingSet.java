package dev.inward.classifier;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;

/** Training rows with weighted features, and the learner that is trained on them. */
final class WeightedTrainingSet {

    // Mathematically equal scores, such as those of symmetric labels, differ by rounding.
    private static final double ROUNDING = 1e-9;

    private final LabelCounts labels;
    private final FeatureWeights weights;
    private final Learner learner;

    /** Expects at least one row. */
    WeightedTrainingSet(
            FeatureWeighting weighting,
            Function<List<WeightedRow>, Learner> learnerFactory,
            List<TrainingRow> rows) {
        labels = LabelCounts.of(rows);
        weights = new FeatureWeights(weighting, rows);
        List<WeightedRow> informative =
                rows.stream()
                        .map(row -> new WeightedRow(weights.of(row.features()), row.label()))
                        .filter(row -> !row.weights().isEmpty())
                        .toList();
        learner =
                informative.stream().map(WeightedRow::label).distinct().count() < 2
                        ? smoothness -> features -> Map.of()
                        : learnerFactory.apply(informative);
    }

    /**
     * Trains a predictor of labels from features. It predicts the label with the highest score. In
     * a tie, or without a score, it predicts the most frequent label.
     */
    Function<Set<String>, String> learn(double smoothness) {
        LabelScorer scorer = learner.learn(smoothness);
        return features -> {
            SortedMap<String, Double> known = weights.of(features);
            Map<String, Double> scores = known.isEmpty() ? Map.of() : scorer.of(known);
            return labels.mostFrequentOf(scores.isEmpty() ? labels.labels() : best(scores));
        };
    }

    private static Collection<String> best(Map<String, Double> scores) {
        double minScore = Collections.max(scores.values()) - ROUNDING;
        return scores.entrySet().stream()
                .filter(label -> label.getValue() >= minScore)
                .map(Map.Entry::getKey)
                .toList();
    }
}

package dev.inward.classifier;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which features of the training rows tell anything, and how much each weighs. */
final class FeatureWeights {

    // An information gain of nothing is seldom computed as exactly 0.
    private static final double ROUNDING = 1e-12;

    private final Map<String, Double> weights = new HashMap<>();

    /** Weighs what some of the rows have and others lack. */
    FeatureWeights(FeatureWeighting weighting, List<TrainingRow> rows) {
        LabelCounts all = LabelCounts.of(rows);
        Map<String, List<TrainingRow>> having = new HashMap<>();
        for (TrainingRow row : rows) {
            for (String feature : row.features()) {
                having.computeIfAbsent(feature, unused -> new ArrayList<>()).add(row);
            }
        }
        having.forEach(
                (feature, some) -> {
                    if (some.size() < rows.size()) {
                        LabelCounts with = LabelCounts.of(some);
                        double weight = weighting.weight(with, all.minus(with));
                        if (weight > ROUNDING) {
                            weights.put(feature, weight);
                        }
                    }
                });
    }

    /** {@return those of the features that tell anything, each with its weight, above 0} */
    SortedMap<String, Double> of(Set<String> features) {
        SortedMap<String, Double> telling = new TreeMap<>();
        for (String feature : features) {
            Double weight = weights.get(feature);
            if (weight != null) {
                telling.put(feature, weight);
            }
        }
        return telling;
    }
}

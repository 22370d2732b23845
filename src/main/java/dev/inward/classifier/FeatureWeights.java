package dev.inward.classifier;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The informative features of the training rows and their weights. */
final class FeatureWeights {

    // Rounding seldom leaves an information gain of zero at exactly 0.
    private static final double ROUNDING = 1e-12;

    private final Map<String, Double> weights = new HashMap<>();

    /** Weighs the features that some but not all rows have. */
    FeatureWeights(FeatureWeighting weighting, List<TrainingRow> rows) {
        LabelCounts all = LabelCounts.of(rows);
        Map<String, List<TrainingRow>> rowsByFeature = new HashMap<>();
        for (TrainingRow row : rows) {
            for (String feature : row.features()) {
                rowsByFeature.computeIfAbsent(feature, unused -> new ArrayList<>()).add(row);
            }
        }
        rowsByFeature.forEach(
                (feature, rowsWithFeature) -> {
                    if (rowsWithFeature.size() < rows.size()) {
                        LabelCounts with = LabelCounts.of(rowsWithFeature);
                        double weight = weighting.weight(with, all.minus(with));
                        if (weight > ROUNDING) {
                            weights.put(feature, weight);
                        }
                    }
                });
    }

    /** {@return the informative ones of the features with their weights, above 0} */
    SortedMap<String, Double> of(Set<String> features) {
        SortedMap<String, Double> informative = new TreeMap<>();
        for (String feature : features) {
            Double weight = weights.get(feature);
            if (weight != null) {
                informative.put(feature, weight);
            }
        }
        return informative;
    }
}

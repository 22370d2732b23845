package dev.inward.classifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The vote of the nearest rows by weighted cosine.
 *
 * <p>Tribuo's implementation is not used for two reasons. It computes all distances again for each
 * k, and if rows are equally near, their order decides which of them vote.
 */
final class NearestNeighbours implements Learner {

    // Mathematically equal cosines differ by rounding.
    private static final double ROUNDING = 1e-9;

    private final List<String> labels;
    private final double[] norms;
    private final Map<String, List<Integer>> rowsByFeature = new HashMap<>();

    NearestNeighbours(List<WeightedRow> rows) {
        labels = rows.stream().map(WeightedRow::label).toList();
        norms = rows.stream().mapToDouble(row -> norm(row.weights())).toArray();
        for (int i = 0; i < norms.length; i++) {
            for (String feature : rows.get(i).weights().keySet()) {
                rowsByFeature.computeIfAbsent(feature, unused -> new ArrayList<>()).add(i);
            }
        }
    }

    /**
     * Returns a scorer that counts votes.
     *
     * @param k how many rows vote; rows as near as the k-th one vote too
     */
    @Override
    public LabelScorer learn(double k) {
        return weights -> votes(cosines(weights), (int) k);
    }

    private double[] cosines(SortedMap<String, Double> weights) {
        var cosines = new double[norms.length];
        weights.forEach(
                (feature, weight) -> {
                    for (int row : rowsByFeature.getOrDefault(feature, List.of())) {
                        cosines[row] += weight;
                    }
                });
        double norm = norm(weights);
        for (int row = 0; row < cosines.length; row++) {
            cosines[row] /= norm * norms[row];
        }
        return cosines;
    }

    private Map<String, Double> votes(double[] cosines, int k) {
        double[] ascending = cosines.clone();
        Arrays.sort(ascending);
        double minCosine = ascending[Math.max(0, ascending.length - k)] - ROUNDING;
        var votes = new TreeMap<String, Double>();
        for (int row = 0; row < cosines.length; row++) {
            if (cosines[row] >= minCosine) {
                votes.merge(labels.get(row), 1.0, Double::sum);
            }
        }
        return votes;
    }

    private static double norm(SortedMap<String, Double> weights) {
        return Math.sqrt(weights.values().stream().mapToDouble(Double::doubleValue).sum());
    }
}

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
 * <p>Own, for Tribuo's measures all distances again for each k that is tried, and where rows are
 * equally near, their order decides which of them vote.
 */
final class NearestNeighbours implements Learner {

    // Cosines that are equal on paper differ by rounding.
    private static final double ROUNDING = 1e-9;

    private final List<String> labels;
    private final double[] norms;
    private final Map<String, List<Integer>> having = new HashMap<>();

    NearestNeighbours(List<WeightedRow> rows) {
        labels = rows.stream().map(WeightedRow::label).toList();
        norms = rows.stream().mapToDouble(row -> norm(row.weights())).toArray();
        for (int i = 0; i < norms.length; i++) {
            for (String feature : rows.get(i).weights().keySet()) {
                having.computeIfAbsent(feature, unused -> new ArrayList<>()).add(i);
            }
        }
    }

    /**
     * Counts votes.
     *
     * @param k how many rows vote; more if further ones are as near as the k-th
     */
    @Override
    public LabelScorer learn(double k) {
        return weights -> votes(cosines(weights), (int) k);
    }

    private double[] cosines(SortedMap<String, Double> weights) {
        var cosines = new double[norms.length];
        weights.forEach(
                (feature, weight) -> {
                    for (int row : having.getOrDefault(feature, List.of())) {
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
        double least = ascending[Math.max(0, ascending.length - k)] - ROUNDING;
        var votes = new TreeMap<String, Double>();
        for (int row = 0; row < cosines.length; row++) {
            if (cosines[row] >= least) {
                votes.merge(labels.get(row), 1.0, Double::sum);
            }
        }
        return votes;
    }

    private static double norm(SortedMap<String, Double> weights) {
        return Math.sqrt(weights.values().stream().mapToDouble(Double::doubleValue).sum());
    }
}

package dev.inward.statistics.input;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** Splits labelled values into strata and checks that the labels and the values make sense. */
@API(status = Status.INTERNAL, since = "0.1")
public final class ClusteredSample {

    private final double[] values;
    private final int[] clusters;
    private final int[] strata;
    private final double least;
    private final double greatest;

    public ClusteredSample(
            double[] values, int[] clusters, int[] strata, double least, double greatest) {
        if (values.length == 0) {
            throw new IllegalArgumentException(
                    "No values were given, but the mean of at least one value was expected.");
        }
        if (clusters.length != values.length || strata.length != values.length) {
            throw new IllegalArgumentException(
                    "%d values with %d cluster labels and %d stratum labels were given, but one label of each kind a value was expected."
                            .formatted(values.length, clusters.length, strata.length));
        }
        if (!Double.isFinite(greatest - least)) {
            throw new IllegalArgumentException(
                    "A range from %s to %s was given, but the finite range of the observable was expected, such as 0 to 1 for an accuracy."
                            .formatted(least, greatest));
        }
        this.values = values;
        this.clusters = clusters;
        this.strata = strata;
        this.least = least;
        this.greatest = greatest;
    }

    /** {@return the greatest magnitude that a value can have} Rounding errors scale with it. */
    public double greatestMagnitude() {
        return Math.max(Math.abs(least), Math.abs(greatest));
    }

    /** The clusters of each stratum, both in the order of their labels. */
    public List<List<ClusterTotal>> byStratum() {
        Map<Integer, List<ClusterTotal>> byStratum = new TreeMap<>();
        for (ClusterTotal cluster : totals()) {
            byStratum.computeIfAbsent(cluster.stratum(), label -> new ArrayList<>()).add(cluster);
        }
        return List.copyOf(byStratum.values());
    }

    /** In the order of their labels, so that no sum depends on the order of the items. */
    private List<ClusterTotal> totals() {
        int[] labels = labels();
        var totals = new ClusterTotal[labels.length];
        for (int i = 0; i < values.length; i++) {
            if (!(least <= values[i] && values[i] <= greatest)) {
                throw new IllegalArgumentException(
                        "The value at index %d is %s, but a value between %s and %s was expected."
                                .formatted(i, values[i], least, greatest));
            }
            int cluster = Arrays.binarySearch(labels, clusters[i]);
            if (totals[cluster] == null) {
                totals[cluster] = new ClusterTotal(strata[i]);
            }
            ClusterTotal total = totals[cluster];
            if (total.stratum() != strata[i]) {
                throw new IllegalArgumentException(
                        "Cluster %d has items in stratum %d and, at index %d, in stratum %d, but a cluster must lie in a single stratum."
                                .formatted(clusters[i], total.stratum(), i, strata[i]));
            }
            total.addItem(values[i]);
        }
        return List.of(totals);
    }

    // IntStream.distinct puts every label into a box, which would take longer than all the rest.
    private int[] labels() {
        int[] sorted = clusters.clone();
        Arrays.sort(sorted);
        int count = 1;
        for (int label : sorted) {
            if (label != sorted[count - 1]) {
                sorted[count++] = label;
            }
        }
        return Arrays.copyOf(sorted, count);
    }
}

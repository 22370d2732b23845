package dev.inward.statistics.input;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Values with cluster and stratum labels. It checks values and labels, and adds up the values of
 * each cluster. It does not copy the arrays.
 */
public final class ClusteredSample {

    private final double[] values;
    private final int[] clusters;
    private final int[] strata;
    private final double least;
    private final double greatest;

    /**
     * Checks the numbers of values and labels, and the range.
     *
     * @param values the value of each item
     * @param clusters the cluster label of each item
     * @param strata the stratum label of each item
     * @param least the least possible value
     * @param greatest the greatest possible value
     * @throws IllegalArgumentException if there is no value, if values and labels differ in number,
     *     or if the range is not finite
     */
    public ClusteredSample(
            double[] values, int[] clusters, int[] strata, double least, double greatest) {
        if (values.length == 0) {
            throw new IllegalArgumentException(
                    "No values were given, but at least one value was expected.");
        }
        if (clusters.length != values.length || strata.length != values.length) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%d values with %d cluster labels and %d stratum labels were given, but one label of each kind per value was expected.",
                            values.length,
                            clusters.length,
                            strata.length));
        }
        if (!Double.isFinite(greatest - least)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A range from %s to %s was given, but a finite range was expected, such as 0 to 1 for an accuracy.",
                            least,
                            greatest));
        }
        this.values = values;
        this.clusters = clusters;
        this.strata = strata;
        this.least = least;
        this.greatest = greatest;
    }

    /**
     * {@return the greatest absolute value that the range allows} Rounding errors scale with it.
     */
    public double greatestMagnitude() {
        return Math.max(Math.abs(least), Math.abs(greatest));
    }

    /**
     * Adds up the clusters of each stratum.
     *
     * @return the clusters of each stratum, both in the order of their labels
     * @throws IllegalArgumentException if a value lies outside the range, or if a cluster spans
     *     several strata
     */
    public List<List<ClusterTotal>> byStratum() {
        Map<Integer, List<ClusterTotal>> byStratum = new TreeMap<>();
        for (ClusterTotal cluster : totals()) {
            byStratum.computeIfAbsent(cluster.stratum(), label -> new ArrayList<>()).add(cluster);
        }
        return List.copyOf(byStratum.values());
    }

    /**
     * Adds up the clusters in the order of their labels. So no sum depends on the order of the
     * items within the sample.
     */
    private List<ClusterTotal> totals() {
        int[] labels = labels();
        var totals = new ClusterTotal[labels.length];
        for (int i = 0; i < values.length; i++) {
            if (!(least <= values[i] && values[i] <= greatest)) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "The value at index %d is %s, but a value between %s and %s was expected.",
                                i,
                                values[i],
                                least,
                                greatest));
            }
            int cluster = Arrays.binarySearch(labels, clusters[i]);
            if (totals[cluster] == null) {
                totals[cluster] = new ClusterTotal(strata[i]);
            }
            ClusterTotal total = totals[cluster];
            if (total.stratum() != strata[i]) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "Cluster %d has items in stratum %d and, at index %d, in stratum %d, but all items of a cluster must lie in one stratum.",
                                clusters[i],
                                total.stratum(),
                                i,
                                strata[i]));
            }
            total.addItem(values[i]);
        }
        return List.of(totals);
    }

    // IntStream.distinct boxes every label, which takes longer than all the rest.
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

package dev.inward.statistics;

import dev.inward.statistics.input.ClusterTotal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The mean of one stratum and its cluster-robust variance.
 *
 * <p>The variance is {@code sum_g (sum_{i in g} (x_i - mean))^2 / n^2}, without small-sample
 * correction.
 *
 * @param mean the mean over the items
 * @param variance the variance of the mean
 * @param size the number of items
 * @param clusters the number of clusters
 * @param equalClusters the clusters, grouped by sum and size, in ascending order of their sums
 */
record Stratum(
        double mean, double variance, int size, int clusters, List<EqualClusters> equalClusters) {

    // A sum of equal doubles can differ from their multiple. Without this tolerance, such rounding
    // errors would count as spread.
    private static final double ROUNDING = 1e-12;

    private static final Comparator<ClusterTotal> BY_CONTENT =
            Comparator.comparingDouble(ClusterTotal::sum).thenComparingInt(ClusterTotal::size);

    static Stratum of(List<ClusterTotal> clusters, double largestMagnitude) {
        int n = clusters.stream().mapToInt(ClusterTotal::size).sum();
        double mean = clusters.stream().mapToDouble(ClusterTotal::sum).sum() / n;
        double squares = 0;
        for (ClusterTotal cluster : clusters) {
            double deviation = cluster.sum() - cluster.size() * mean;
            if (Math.abs(deviation) > ROUNDING * largestMagnitude * cluster.size()) {
                squares += deviation * deviation;
            }
        }
        return new Stratum(mean, squares / n / n, n, clusters.size(), equalClusters(clusters));
    }

    /**
     * {@return the number of clusters that the items would fill if each were as large as the
     * largest}
     */
    double clustersIfAllWereLargest() {
        return (double) size
                / equalClusters.stream().mapToInt(EqualClusters::size).max().orElseThrow();
    }

    /** {@return the sum of the squared shares of the clusters in the items} */
    double squaredShares() {
        double squares =
                equalClusters.stream()
                        .mapToDouble(equal -> equal.count() * Math.pow(equal.size(), 2))
                        .sum();
        return squares / size / size;
    }

    private static List<EqualClusters> equalClusters(List<ClusterTotal> clusters) {
        Map<ClusterTotal, Integer> counts = new TreeMap<>(BY_CONTENT);
        clusters.forEach(cluster -> counts.merge(cluster, 1, Integer::sum));
        return counts.entrySet().stream()
                .map(
                        equal ->
                                new EqualClusters(
                                        equal.getKey().sum(),
                                        equal.getKey().size(),
                                        equal.getValue()))
                .toList();
    }
}

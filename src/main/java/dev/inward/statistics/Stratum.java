package dev.inward.statistics;

import java.util.Collection;

/**
 * The mean of one stratum and its cluster-robust variance without small-sample correction: {@code
 * sum_g (sum_{i in g} (x_i - mean))^2 / n^2}.
 */
record Stratum(double mean, double variance, int size, int clusters) {

    // A sum of equal doubles need not be a multiple of them; without this, rounding noise would
    // pass for spread and the bounds of a constant sample would collapse.
    private static final double ROUNDING = 1e-12;

    static Stratum of(Collection<ClusterTotal> clusters, double largestMagnitude) {
        int n = clusters.stream().mapToInt(ClusterTotal::size).sum();
        double mean = clusters.stream().mapToDouble(ClusterTotal::sum).sum() / n;
        double squares = 0;
        for (ClusterTotal cluster : clusters) {
            double deviation = cluster.sum() - cluster.size() * mean;
            if (Math.abs(deviation) > ROUNDING * largestMagnitude * cluster.size()) {
                squares += deviation * deviation;
            }
        }
        return new Stratum(mean, squares / n / n, n, clusters.size());
    }

    /** What a deviation of all its clusters to an end of the range does to the mean of K strata. */
    UnseenDeviation.Reach reach(double end, int strata) {
        return new UnseenDeviation.Reach(Math.abs(mean - end) / strata, clusters);
    }
}

package dev.inward.statistics.resampling;

import dev.inward.statistics.input.ClusterTotal;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The clusters of one stratum, prepared for resampling.
 *
 * @param sums the sum of the values of each cluster
 * @param sizes the number of items of each cluster
 */
record BootstrapStratum(double[] sums, int[] sizes) {

    static BootstrapStratum of(List<ClusterTotal> clusters) {
        return new BootstrapStratum(
                clusters.stream().mapToDouble(ClusterTotal::sum).toArray(),
                clusters.stream().mapToInt(ClusterTotal::size).toArray());
    }

    /** Returns the mean of a resample: as many clusters as there are, drawn with replacement. */
    double drawMean(RandomGenerator random) {
        double sum = 0;
        int size = 0;
        for (int draw = 0; draw < sums.length; draw++) {
            int cluster = random.nextInt(sums.length);
            sum += sums[cluster];
            size += sizes[cluster];
        }
        return sum / size;
    }

    /**
     * Returns the influence of each cluster on the mean. It is {@code (G - 1) / G} times the
     * distance of the jackknife mean without the cluster from the average of all jackknife means. A
     * single cluster is in every resample, so its influence is 0.
     */
    DoubleStream influences() {
        int clusters = sums.length;
        if (clusters == 1) {
            return DoubleStream.of(0);
        }
        double sum = DoubleStream.of(sums).sum();
        int size = IntStream.of(sizes).sum();
        double[] jackknifeMeans =
                IntStream.range(0, clusters)
                        .mapToDouble(i -> (sum - sums[i]) / (size - sizes[i]))
                        .toArray();
        double mean = DoubleStream.of(jackknifeMeans).sum() / clusters;
        return DoubleStream.of(jackknifeMeans)
                .map(jackknifeMean -> (clusters - 1.0) / clusters * (mean - jackknifeMean));
    }
}

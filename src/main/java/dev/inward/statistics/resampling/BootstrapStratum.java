package dev.inward.statistics.resampling;

import dev.inward.statistics.input.ClusterTotal;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The clusters of one stratum, whose mean is taken anew with clusters drawn or left out. */
record BootstrapStratum(double[] sums, int[] sizes) {

    static BootstrapStratum of(List<ClusterTotal> clusters) {
        return new BootstrapStratum(
                clusters.stream().mapToDouble(ClusterTotal::sum).toArray(),
                clusters.stream().mapToInt(ClusterTotal::size).toArray());
    }

    /** The mean of as many clusters as there are, drawn with replacement. */
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
     * The influence of each cluster on the mean, {@code (G - 1) / G (mean of all jackknife means -
     * jackknife mean without it)}. The only cluster of a stratum is in every resample, and
     * influences none of the spread.
     */
    DoubleStream influences() {
        int clusters = sums.length;
        if (clusters == 1) {
            return DoubleStream.of(0);
        }
        double sum = DoubleStream.of(sums).sum();
        int size = IntStream.of(sizes).sum();
        double[] without =
                IntStream.range(0, clusters)
                        .mapToDouble(i -> (sum - sums[i]) / (size - sizes[i]))
                        .toArray();
        double mean = DoubleStream.of(without).sum() / clusters;
        return DoubleStream.of(without).map(each -> (clusters - 1.0) / clusters * (mean - each));
    }
}

package dev.inward.statistics.resampling;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Quantiles of resampled estimates, at levels that are corrected for bias and acceleration. {@link
 * ClusterBootstrap} explains the formulas.
 *
 * @param sorted the resampled estimates in ascending order
 * @param bias the bias correction z0
 * @param acceleration the acceleration a
 */
record BcaQuantile(double[] sorted, double bias, double acceleration) {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /**
     * Prepares the quantiles.
     *
     * @param resampled the estimate from each resample
     * @param estimate the estimate from the sample itself
     * @param rounding estimates that differ by at most this are tied
     * @param influences the influence of each cluster on the estimate, in any unit
     */
    static BcaQuantile of(
            double[] resampled, double estimate, double rounding, double... influences) {
        double[] sorted = resampled.clone();
        Arrays.sort(sorted);
        return new BcaQuantile(sorted, bias(sorted, estimate, rounding), acceleration(influences));
    }

    /** Returns the quantile at a standard normal score, such as -1.96 for the lower end at 95 %. */
    double at(double score) {
        double shifted = bias + score;
        double stretch = 1 - acceleration * shifted;
        // If the stretch reaches 0, the corrected score is infinite.
        double level =
                stretch > 0
                        ? NORMAL.cumulativeProbability(bias + shifted / stretch)
                        : shifted > 0 ? 1 : 0;
        return interpolate(level);
    }

    private double interpolate(double level) {
        double position = level * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    private static double bias(double[] resampled, double estimate, double rounding) {
        double below = 0;
        for (double each : resampled) {
            double excess = each - estimate;
            below += Math.abs(excess) <= rounding ? 0.5 : excess < 0 ? 1 : 0;
        }
        // A share of 0 or 1 would make every corrected level 0 or 1.
        double least = 0.5 / resampled.length;
        double share = Math.min(Math.max(below / resampled.length, least), 1 - least);
        return NORMAL.inverseCumulativeProbability(share);
    }

    private static double acceleration(double... influences) {
        double squares = DoubleStream.of(influences).map(u -> u * u).sum();
        double cubes = DoubleStream.of(influences).map(u -> u * u * u).sum();
        return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
    }
}

package dev.inward.statistics.agreement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A comparison of predicted probabilities with the observed ones, in bins of about equally many
 * pairs.
 *
 * <p>The edges of the bins are quantiles of the expected probabilities, with linear interpolation
 * (type 7 of Hyndman and Fan 1996). Equal edges are merged, so there can be fewer bins than
 * requested. A pair on an edge belongs to the bin below it. "Looking Inward" (arXiv 2410.13787)
 * reports calibration with such bins and their mean absolute deviation. This class is immutable and
 * thread-safe.
 *
 * @param bins the bins in ascending order, none of them empty; copied
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record CalibrationBins(List<Bin> bins) {

    /**
     * One bin. Immutable and thread-safe.
     *
     * @param expected the mean of the expected probabilities, from 0 to 1
     * @param predicted the mean of the predicted probabilities, from 0 to 1
     * @param pairs the number of pairs in the bin, at least 1
     */
    public record Bin(double expected, double predicted, int pairs) {}

    /**
     * Copies the bins.
     *
     * @param bins the bins in ascending order, none of them empty; copied
     */
    public CalibrationBins {
        bins = List.copyOf(bins);
    }

    /**
     * Sorts pairs of probabilities into bins.
     *
     * @param expected the probabilities that the outcomes really have, from 0 to 1
     * @param predicted the predicted probabilities, from 0 to 1, in the same order
     * @param count the greatest number of bins, at least 1
     * @return the bins that are not empty
     * @throws IllegalArgumentException if there is no pair, if the arrays differ in length, if a
     *     value does not lie between 0 and 1, or if the number of bins is below 1
     */
    public static CalibrationBins ofEqualFrequency(
            double[] expected, double[] predicted, int count) {
        requireValid(expected, predicted, count);
        double[] edges = edges(expected, count);
        var pairsByBin = new TreeMap<Integer, List<Integer>>();
        for (int i = 0; i < expected.length; i++) {
            pairsByBin.computeIfAbsent(bin(edges, expected[i]), bin -> new ArrayList<>()).add(i);
        }
        return new CalibrationBins(
                pairsByBin.values().stream()
                        .map(
                                pairs ->
                                        new Bin(
                                                mean(expected, pairs),
                                                mean(predicted, pairs),
                                                pairs.size()))
                        .toList());
    }

    /**
     * Returns the mean over bins of the absolute difference between expected and predicted
     * probability. Each bin has the same weight.
     *
     * @return the deviation, from 0 to 1
     */
    public double meanAbsoluteDeviation() {
        return bins.stream()
                .mapToDouble(bin -> Math.abs(bin.expected() - bin.predicted()))
                .average()
                .orElse(0);
    }

    /**
     * Returns the expected calibration error (Naeini, Cooper and Hauskrecht 2015). It is {@link
     * #meanAbsoluteDeviation} with each bin weighted by its number of pairs.
     *
     * @return the error, from 0 to 1
     */
    public double expectedCalibrationError() {
        int pairs = bins.stream().mapToInt(Bin::pairs).sum();
        return bins.stream()
                .mapToDouble(
                        bin -> bin.pairs() * Math.abs(bin.expected() - bin.predicted()) / pairs)
                .sum();
    }

    private static double[] edges(double[] values, int count) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return IntStream.rangeClosed(0, count)
                .mapToDouble(edge -> quantile(sorted, (double) edge / count))
                .distinct()
                .toArray();
    }

    private static double quantile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /** Returns the first bin whose upper edge is not below the value. */
    private static int bin(double[] edges, double value) {
        int bin = 1;
        while (bin < edges.length - 1 && edges[bin] < value) {
            bin++;
        }
        return bin;
    }

    private static double mean(double[] values, List<Integer> indexes) {
        return indexes.stream().mapToDouble(position -> values[position]).average().orElseThrow();
    }

    private static void requireValid(double[] expected, double[] predicted, int count) {
        if (expected.length == 0 || expected.length != predicted.length || count < 1) {
            throw new IllegalArgumentException(
                    "%d expected and %d predicted probabilities in %d bins were given, but the same number of both, and at least one bin, were expected."
                            .formatted(expected.length, predicted.length, count));
        }
        for (double[] probabilities : new double[][] {expected, predicted}) {
            for (double probability : probabilities) {
                if (!(probability >= 0 && probability <= 1)) {
                    throw new IllegalArgumentException(
                            "A probability of %s was given, but a value from 0 to 1 was expected."
                                    .formatted(probability));
                }
            }
        }
    }
}

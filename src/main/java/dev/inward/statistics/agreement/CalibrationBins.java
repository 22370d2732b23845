package dev.inward.statistics.agreement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How predicted probabilities compare with those that came true, in bins of about equally many
 * pairs.
 *
 * <p>The edges of the bins are quantiles of the expected probabilities, interpolated linearly
 * between order statistics (type 7 of Hyndman and Fan 1996); equal edges are one edge, so that
 * there may be fewer bins than asked for. A pair on an edge belongs to the bin below it. Bins of
 * equal frequency and their mean absolute deviation are what "Looking Inward" (arXiv 2410.13787)
 * reports of calibration. This class is immutable and threadsafe.
 *
 * @param bins the bins in ascending order, none of them empty; copied
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record CalibrationBins(List<Bin> bins) {

    /**
     * One bin.
     *
     * @param expected mean of its expected probabilities
     * @param predicted mean of the probabilities predicted beside them
     * @param pairs how many pairs it holds, at least 1
     */
    public record Bin(double expected, double predicted, int pairs) {}

    /** Copies the bins. */
    public CalibrationBins {
        bins = List.copyOf(bins);
    }

    /**
     * Puts pairs into bins.
     *
     * @param expected the probabilities that came true, from 0 to 1
     * @param predicted the probability predicted beside each
     * @param count how many bins to make at the most
     * @throws IllegalArgumentException if there is no pair, the two differ in length, a number is
     *     no probability, or no bin is asked for
     */
    public static CalibrationBins ofEqualFrequency(
            double[] expected, double[] predicted, int count) {
        check(expected, predicted, count);
        double[] edges = edges(expected, count);
        var members = new TreeMap<Integer, List<Integer>>();
        for (int i = 0; i < expected.length; i++) {
            members.computeIfAbsent(bin(edges, expected[i]), bin -> new ArrayList<>()).add(i);
        }
        return new CalibrationBins(
                members.values().stream()
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
     * probability, each bin weighing the same.
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
     * Returns the expected calibration error: as {@link #meanAbsoluteDeviation}, but each bin
     * weighs as many pairs as it holds (Naeini, Cooper and Hauskrecht 2015).
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
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** The first bin whose upper edge is not below the value. */
    private static int bin(double[] edges, double value) {
        int bin = 1;
        while (bin < edges.length - 1 && edges[bin] < value) {
            bin++;
        }
        return bin;
    }

    private static double mean(double[] values, List<Integer> places) {
        return places.stream().mapToDouble(place -> values[place]).average().orElseThrow();
    }

    private static void check(double[] expected, double[] predicted, int count) {
        if (expected.length == 0 || expected.length != predicted.length || count < 1) {
            throw new IllegalArgumentException(
                    "%d expected and %d predicted probabilities in %d bins were given, but at least one of each, equally many, and at least one bin were expected."
                            .formatted(expected.length, predicted.length, count));
        }
        for (double[] given : new double[][] {expected, predicted}) {
            for (double probability : given) {
                if (!(probability >= 0 && probability <= 1)) {
                    throw new IllegalArgumentException(
                            "A probability of %s was given, but one from 0 to 1 was expected."
                                    .formatted(probability));
                }
            }
        }
    }
}

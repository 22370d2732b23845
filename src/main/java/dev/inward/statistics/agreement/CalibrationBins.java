package dev.inward.statistics.agreement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A comparison of predicted probabilities with the observed ones, in bins of about equally many
 * pairs.
 *
 * <p>The edges of the bins are quantiles of the expected probabilities, with linear interpolation
 * (type 7 of Hyndman and Fan 1996). They are those of {@code qcut(duplicates="drop")} of pandas
 * 3.1, to the last bit: a rounding error of an edge would move the pairs on it to another bin.
 * Equal edges are merged, so there can be fewer bins than requested. A pair on an edge belongs to
 * the bin below it. If all expected probabilities are equal, there is one bin. "Looking Inward"
 * (arXiv 2410.13787) reports calibration with such bins and their mean absolute deviation. This
 * class is immutable and thread-safe.
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
        // Adding 0 turns -0.0 into 0.0.
        double[] sorted = Arrays.stream(values).map(value -> value + 0.0).sorted().toArray();
        return IntStream.rangeClosed(0, count)
                .mapToDouble(edge -> quantile(sorted, share(edge, count)))
                .distinct()
                .toArray();
    }

    /** Returns a share of the pairs, rounded up if it has no exact floating-point number. */
    private static double share(int edge, int count) {
        if (edge == count) {
            return 1;
        }
        double share = edge * (1.0 / count);
        return count * share == edge ? share : Math.nextUp(share);
    }

    /** Interpolates from the nearer of two values, as NumPy does. */
    private static double quantile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) Math.floor(position);
        if (below >= sorted.length - 1) {
            return sorted[sorted.length - 1];
        }
        double weight = position - below;
        double step = sorted[below + 1] - sorted[below];
        return weight < 0.5
                ? sorted[below] + step * weight
                : sorted[below + 1] - step * (1 - weight);
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
                    String.format(
                            Locale.ROOT,
                            "%d expected and %d predicted probabilities in %d bins were given, but the same number of both, and at least one bin, were expected.",
                            expected.length,
                            predicted.length,
                            count));
        }
        for (double[] probabilities : new double[][] {expected, predicted}) {
            for (double probability : probabilities) {
                if (!(probability >= 0 && probability <= 1)) {
                    throw new IllegalArgumentException(
                            String.format(
                                    Locale.ROOT,
                                    "A probability of %s was given, but a value from 0 to 1 was expected.",
                                    probability));
                }
            }
        }
    }
}

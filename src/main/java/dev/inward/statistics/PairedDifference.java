package dev.inward.statistics;

import dev.inward.statistics.input.ConfidenceLevel;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The mean difference of two paired samples, taking the pairs to be independent.
 *
 * <p>The textbook figure, to be set beside published ones. It spends a degree of freedom on the
 * mean and knows nothing about clusters, and its interval collapses to a point when all differences
 * are the same; {@link ClusteredMean} does neither and is what a verdict rests on. This class is
 * immutable and threadsafe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class PairedDifference {

    private final double estimate;
    private final double standardError;

    private PairedDifference(double estimate, double standardError) {
        this.estimate = estimate;
        this.standardError = standardError;
    }

    /**
     * Pairs the values of two samples by their position.
     *
     * @param first the values of the first sample, at least two, all finite
     * @param second the values of the second sample, as many, in the same order and unit
     * @return the mean of {@code first[i] - second[i]}, with its standard error
     * @throws IllegalArgumentException if the samples differ in size, hold fewer than two pairs, or
     *     hold a value that is not finite
     */
    public static PairedDifference of(double[] first, double[] second) {
        int n = first.length;
        if (n != second.length || n < 2) {
            throw new IllegalArgumentException(
                    "Samples of %d and %d values were given, but two samples of the same size with at least 2 values were expected."
                            .formatted(n, second.length));
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += difference(first, second, i);
        }
        double mean = sum / n;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += Math.pow(difference(first, second, i) - mean, 2);
        }
        return new PairedDifference(mean, Math.sqrt(squares / (n - 1.0) / n));
    }

    private static double difference(double[] first, double[] second, int item) {
        double difference = first[item] - second[item];
        if (!Double.isFinite(difference)) {
            throw new IllegalArgumentException(
                    "The pair at index %d is %s and %s, but two finite values were expected."
                            .formatted(item, first[item], second[item]));
        }
        return difference;
    }

    /** {@return the mean of the differences, first minus second, in the unit of the samples} */
    public double estimate() {
        return estimate;
    }

    /**
     * Returns the standard error of the mean difference: {@code sqrt(s^2 / n)}, where {@code s^2}
     * is the variance of the differences with {@code n - 1} degrees of freedom.
     *
     * @return the standard error, in the unit of the samples
     */
    public double standardError() {
        return standardError;
    }

    /**
     * Returns the two-sided normal interval, with the exact normal quantile.
     *
     * @param confidence the coverage, strictly between 0 and 1
     * @return the interval; a point when all differences are the same
     * @throws IllegalArgumentException if the confidence is no such probability
     */
    public Interval interval(double confidence) {
        double half =
                standardError
                        * ConfidenceLevel.quantile(new ConfidenceLevel(confidence).twoSidedAlpha());
        return new Interval(estimate - half, estimate + half);
    }

    /**
     * Tests that the mean difference exceeds a threshold: {@code z = (estimate - threshold) /
     * standardError}.
     *
     * @param threshold the margin to exceed, in the unit of the samples, finite
     * @return the test; empty when the standard error is 0, for then z is undefined
     * @throws IllegalArgumentException if the threshold is not finite
     */
    public Optional<OneSidedTest> oneSidedTest(double threshold) {
        Threshold margin = new Threshold(threshold);
        return standardError == 0
                ? Optional.empty()
                : Optional.of(OneSidedTest.ofScore((estimate - margin.value()) / standardError));
    }
}

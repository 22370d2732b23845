package dev.inward.statistics;

import dev.inward.statistics.input.ConfidenceLevel;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The mean difference of two paired samples, for independent pairs.
 *
 * <p>It is the textbook estimate, for comparison with published figures. It has two weaknesses. It
 * ignores clusters, and its interval is a single point if all differences are equal. No verdict
 * uses it; {@link ClusteredMean} has neither weakness. This class is immutable and thread-safe.
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
     * Pairs the values of two samples by position.
     *
     * @param first the values of the first sample, at least two, all finite
     * @param second the values of the second sample, as many, in the same order and unit
     * @return the mean of {@code first[i] - second[i]} with its standard error
     * @throws IllegalArgumentException if the samples differ in size, if there are fewer than two
     *     pairs, or if a difference is not finite
     */
    public static PairedDifference of(double[] first, double[] second) {
        int n = first.length;
        if (n != second.length || n < 2) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "Samples of %d and %d values were given, but two samples of the same size were expected, with at least 2 values each.",
                            n,
                            second.length));
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
                    String.format(
                            Locale.ROOT,
                            "The pair at index %d is %s and %s, but two finite values were expected.",
                            item,
                            first[item],
                            second[item]));
        }
        return difference;
    }

    /** {@return the mean of the differences, first minus second, in the unit of the samples} */
    public double estimate() {
        return estimate;
    }

    /**
     * Returns the standard error of the mean difference, {@code sqrt(s^2 / n)}. Here {@code s^2} is
     * the variance of the differences with {@code n - 1} degrees of freedom.
     *
     * @return the standard error, in the unit of the samples
     */
    public double standardError() {
        return standardError;
    }

    /**
     * Returns the two-sided interval, {@code estimate ± z standardError}, with the exact normal
     * quantile z.
     *
     * @param confidence the coverage, strictly between 0 and 1
     * @return the interval, in the unit of the samples; a single point if all differences are equal
     * @throws IllegalArgumentException if the confidence does not lie strictly between 0 and 1
     */
    public Interval interval(double confidence) {
        double halfWidth =
                standardError
                        * ConfidenceLevel.quantile(new ConfidenceLevel(confidence).twoSidedAlpha());
        return new Interval(estimate - halfWidth, estimate + halfWidth);
    }

    /**
     * Tests whether the mean difference exceeds a threshold: {@code z = (estimate - threshold) /
     * standardError}.
     *
     * @param threshold the margin to exceed, in the unit of the samples, finite
     * @return the test; empty if the standard error is 0, because z is undefined then
     * @throws IllegalArgumentException if the threshold is not finite
     */
    public Optional<OneSidedTest> oneSidedTest(double threshold) {
        Threshold margin = new Threshold(threshold);
        return standardError == 0
                ? Optional.empty()
                : Optional.of(OneSidedTest.ofScore((estimate - margin.value()) / standardError));
    }
}

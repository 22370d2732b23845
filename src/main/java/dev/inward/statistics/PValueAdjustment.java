package dev.inward.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Adjusts the p-values of several tests for multiple testing. An adjusted p-value is compared with
 * the level of the whole family of tests.
 *
 * <p>The m p-values are sorted: {@code p(1) <= ... <= p(m)}. Every method multiplies {@code p(i)}
 * by a factor. Then it makes the results monotone and at most 1. This class is immutable and
 * thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum PValueAdjustment {

    /**
     * Holm's step-down method with the factor {@code m - i + 1} (Holm 1979). It controls the
     * probability of at least one false rejection. The tests may depend on each other in any way.
     */
    HOLM {
        @Override
        double[] adjustSorted(double[] sorted) {
            var adjusted = new double[sorted.length];
            double largest = 0;
            for (int i = 0; i < sorted.length; i++) {
                largest = Math.max(largest, sorted[i] * (sorted.length - i));
                adjusted[i] = Math.min(1, largest);
            }
            return adjusted;
        }
    },

    /**
     * Benjamini and Hochberg's step-up method with the factor {@code m / i} (Benjamini and Hochberg
     * 1995). It controls the expected share of false rejections among all rejections. The tests
     * must be independent or positively dependent.
     */
    BENJAMINI_HOCHBERG {
        @Override
        double[] adjustSorted(double[] sorted) {
            return stepUp(sorted, 1);
        }
    },

    /**
     * Benjamini and Yekutieli's step-up method with the factor {@code m / i * (1 + 1/2 + ... +
     * 1/m)} (Benjamini and Yekutieli 2001). It controls the same error rate as {@link
     * #BENJAMINI_HOCHBERG}. The tests may depend on each other in any way.
     */
    BENJAMINI_YEKUTIELI {
        @Override
        double[] adjustSorted(double[] sorted) {
            double harmonic =
                    IntStream.rangeClosed(1, sorted.length).mapToDouble(i -> 1.0 / i).sum();
            return stepUp(sorted, harmonic);
        }
    };

    /**
     * Adjusts p-values.
     *
     * @param pValues the p-value of each test, in any order; may be empty; not changed
     * @return a new array with the adjusted p-values in the given order, each from 0 to 1
     * @throws IllegalArgumentException if a p-value does not lie between 0 and 1
     */
    public double[] adjust(double... pValues) {
        for (double p : pValues) {
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "A p-value of %s was given, but a value from 0 to 1 was expected.",
                                p));
            }
        }
        int[] order =
                IntStream.range(0, pValues.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> pValues[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        double[] sorted = Arrays.stream(order).mapToDouble(i -> pValues[i]).toArray();
        double[] adjustedSorted = adjustSorted(sorted);
        var adjusted = new double[pValues.length];
        for (int i = 0; i < order.length; i++) {
            adjusted[order[i]] = adjustedSorted[i];
        }
        return adjusted;
    }

    abstract double[] adjustSorted(double[] sorted);

    private static double[] stepUp(double[] sorted, double factor) {
        var adjusted = new double[sorted.length];
        double smallest = 1;
        for (int i = sorted.length - 1; i >= 0; i--) {
            smallest = Math.min(smallest, sorted[i] * factor * sorted.length / (i + 1));
            adjusted[i] = smallest;
        }
        return adjusted;
    }
}

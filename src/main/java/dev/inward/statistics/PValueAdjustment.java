package dev.inward.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Adjusts p-values of tests that are read together, so that each can be held against the level that
 * is meant for all.
 *
 * <p>With m p-values sorted as {@code p(1) <= ... <= p(m)}, every method multiplies {@code p(i)} by
 * a factor and then makes the results monotone and at most 1. This class is thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum PValueAdjustment {

    /**
     * Holm's step-down method: the factor is {@code m - i + 1}. Holds the probability of any false
     * rejection at the level, whatever the tests have to do with each other (Holm 1979).
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
     * Benjamini and Hochberg's step-up method: the factor is {@code m / i}. Holds the expected
     * share of false rejections among all rejections, for tests that are independent or depend on
     * each other positively (Benjamini and Hochberg 1995).
     */
    BENJAMINI_HOCHBERG {
        @Override
        double[] adjustSorted(double[] sorted) {
            return stepUp(sorted, 1);
        }
    },

    /**
     * Benjamini and Yekutieli's step-up method: the factor is {@code m / i} times {@code 1 + 1/2 +
     * ... + 1/m}. As {@link #BENJAMINI_HOCHBERG}, whatever the tests have to do with each other
     * (Benjamini and Yekutieli 2001).
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
     * @param pValues one a test, in any order; may be empty
     * @return the adjusted p-values in the order of those that were given, each at most 1
     * @throws IllegalArgumentException if one of them is no probability
     */
    public double[] adjust(double... pValues) {
        for (double p : pValues) {
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException(
                        "A p-value of %s was given, but one from 0 to 1 was expected."
                                .formatted(p));
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

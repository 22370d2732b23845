package dev.inward.statistics.resampling;

import java.util.Arrays;
import java.util.Optional;

/**
 * The exact distribution of a sum whose terms have random signs, stored as its distinct values.
 *
 * <p>Each term at most doubles the number of values. Sums of 0/1 outcomes lie on a lattice, so many
 * of them coincide. Hundreds of such terms can be counted exactly.
 */
final class SignFlipDistribution {

    // Far above the rounding error of a sum, and far below the difference of two distinct sums.
    private static final double ROUNDING = 1e-13;

    private double[] values = {0};
    private double[] probabilities = {1};

    private SignFlipDistribution() {}

    /** Returns the distribution, or nothing if it has too many distinct values. */
    static Optional<SignFlipDistribution> of(double[] terms, double magnitude, int maxValues) {
        SignFlipDistribution distribution = new SignFlipDistribution();
        for (double term : terms) {
            distribution.add(Math.abs(term), ROUNDING * magnitude);
            if (distribution.values.length > maxValues) {
                return Optional.empty();
            }
        }
        return Optional.of(distribution);
    }

    double probabilityAtLeast(double sum) {
        double probability = 0;
        for (int i = values.length - 1; i >= 0 && values[i] >= sum; i--) {
            probability += probabilities[i];
        }
        return Math.min(1, probability);
    }

    /** Merges the values shifted down with the values shifted up. Both are in ascending order. */
    private void add(double term, double rounding) {
        double[] merged = new double[2 * values.length];
        double[] mergedProbabilities = new double[merged.length];
        int size = 0;
        int down = 0;
        int up = 0;
        while (up < values.length) {
            boolean isDownNext = down < values.length && values[down] - term <= values[up] + term;
            int from = isDownNext ? down++ : up++;
            double value = values[from] + (isDownNext ? -term : term);
            if (size == 0 || value - merged[size - 1] > rounding) {
                merged[size++] = value;
            }
            mergedProbabilities[size - 1] += probabilities[from] / 2;
        }
        values = Arrays.copyOf(merged, size);
        probabilities = Arrays.copyOf(mergedProbabilities, size);
    }
}

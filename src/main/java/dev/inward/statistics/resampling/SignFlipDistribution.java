package dev.inward.statistics.resampling;

import java.util.Arrays;
import java.util.Optional;

/**
 * The exact distribution of a sum whose terms have tossed signs, kept as its distinct values.
 *
 * <p>Adding a term at most doubles the values; those of a lattice, such as the sums of 0/1
 * outcomes, coincide and stay few, so that hundreds of terms are counted exactly.
 */
final class SignFlipDistribution {

    // Far above the rounding of a sum, far below what two different sums of outcomes differ by.
    private static final double ROUNDING = 1e-13;

    private double[] values = {0};
    private double[] probabilities = {1};

    private SignFlipDistribution() {}

    /** The distribution; empty if it has more distinct values than allowed. */
    static Optional<SignFlipDistribution> of(double[] terms, double magnitude, int mostValues) {
        SignFlipDistribution distribution = new SignFlipDistribution();
        for (double term : terms) {
            distribution.add(Math.abs(term), ROUNDING * magnitude);
            if (distribution.values.length > mostValues) {
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

    /** Merges the values shifted down with those shifted up, both ascending. */
    private void add(double term, double rounding) {
        double[] merged = new double[2 * values.length];
        double[] halves = new double[merged.length];
        int size = 0;
        int down = 0;
        int up = 0;
        while (up < values.length) {
            boolean takeDown = down < values.length && values[down] - term <= values[up] + term;
            int from = takeDown ? down++ : up++;
            double value = values[from] + (takeDown ? -term : term);
            if (size == 0 || value - merged[size - 1] > rounding) {
                merged[size++] = value;
            }
            halves[size - 1] += probabilities[from] / 2;
        }
        values = Arrays.copyOf(merged, size);
        probabilities = Arrays.copyOf(halves, size);
    }
}

package dev.inward.statistics;

import org.apache.commons.numbers.rootfinder.BrentSolver;

/**
 * A sum of values with independent random weights from the standard exponential distribution.
 *
 * <p>{@link #score} approximates the probability that the sum is positive. It uses the saddlepoint
 * approximation {@code r* = r + log(v / r) / r} (Barndorff-Nielsen 1986). Let {@code w = u a / (1 -
 * u a)} for each value a, where u makes all w add up to 0. Then {@code r^2 = 2 sum (w - log(1 +
 * w))}, which is the empirical likelihood ratio (Owen 1988), and {@code v^2 = sum w^2}.
 *
 * <p>The error was measured against beta distributions, for tail probabilities from 0.001 to 0.05.
 * The approximation is at most 0.1 % of the probability too low. It is at most 9 % too high; that
 * maximum occurs with only two weights.
 */
final class RandomlyWeightedSum {

    private static final BrentSolver SOLVER = new BrentSolver(1e-14, 1e-300, 1e-300);
    private static final double SERIES_LIMIT = 0.02;

    // A value below this fraction of the greatest value counts as 0.
    private static final double ROUNDING = 1e-12;

    private final double[] values;
    private final double[] counts;

    /**
     * Creates the sum.
     *
     * @param values the distinct values
     * @param counts the number of weights of each value; may be fractional
     */
    RandomlyWeightedSum(double[] values, double[] counts) {
        this.values = values;
        this.counts = counts;
    }

    /**
     * Approximates the probability that the sum is positive.
     *
     * @return the standard normal score of that probability; infinite if all values have the same
     *     sign, up to rounding
     */
    double score() {
        int leastIndex = 0;
        int greatestIndex = 0;
        double sum = 0;
        double totalCount = 0;
        for (int i = 0; i < values.length; i++) {
            leastIndex = values[i] < values[leastIndex] ? i : leastIndex;
            greatestIndex = values[i] > values[greatestIndex] ? i : greatestIndex;
            sum += counts[i] * values[i];
            totalCount += counts[i];
        }
        double rounding = ROUNDING * Math.max(-values[leastIndex], values[greatestIndex]);
        if (values[greatestIndex] <= rounding) {
            return Double.NEGATIVE_INFINITY;
        }
        if (values[leastIndex] >= -rounding) {
            return Double.POSITIVE_INFINITY;
        }
        return sum == 0
                ? scoreIfBalanced()
                : scoreAt(
                        saddlepoint(
                                (1 - counts[leastIndex] / totalCount) / values[leastIndex],
                                (1 - counts[greatestIndex] / totalCount) / values[greatestIndex]),
                        Math.signum(sum));
    }

    /**
     * Finds the u that makes all w add up to 0. No w exceeds the number of weights, which limits u.
     */
    private double saddlepoint(double from, double to) {
        double gradient = 0;
        double curvature = 0;
        for (int i = 0; i < values.length; i++) {
            gradient += counts[i] * values[i];
            curvature += counts[i] * values[i] * values[i];
        }
        double guess = -gradient / curvature;
        double start = guess > from && guess < to ? guess : (from + to) / 2;
        return SOLVER.findRoot(this::derivative, from, start, to);
    }

    private double derivative(double u) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += counts[i] * values[i] / (1 - u * values[i]);
        }
        return sum;
    }

    private double scoreAt(double u, double sign) {
        double squares = 0;
        double remainder = 0;
        for (int i = 0; i < values.length; i++) {
            double w = u * values[i] / (1 - u * values[i]);
            squares += counts[i] * w * w;
            remainder += counts[i] * remainder(w);
        }
        double r = sign * Math.sqrt(squares - remainder);
        return r - Math.log1p(-remainder / squares) / 2 / r;
    }

    /**
     * Returns the limit of the score if the values add up to 0: minus a sixth of the skewness of
     * the sum.
     */
    private double scoreIfBalanced() {
        double squares = 0;
        double cubes = 0;
        for (int i = 0; i < values.length; i++) {
            squares += counts[i] * values[i] * values[i];
            cubes += counts[i] * values[i] * values[i] * values[i];
        }
        return -cubes / 3 / squares / Math.sqrt(squares);
    }

    /**
     * Returns w^2 - 2 (w - log(1 + w)). For small w it uses the series, because the difference
     * would lose all digits.
     */
    private static double remainder(double w) {
        if (Math.abs(w) > SERIES_LIMIT) {
            return w * w - 2 * (w - Math.log1p(w));
        }
        double sum = 0;
        double power = w * w;
        for (int k = 3; k < 13; k++) {
            power *= -w;
            sum -= 2 * power / k;
        }
        return sum;
    }
}

package dev.inward.statistics;

import org.apache.commons.numbers.rootfinder.BrentSolver;

/**
 * A sum of values, each times a weight of its own that is drawn from the exponential distribution.
 *
 * <p>Whether it is positive is told by the saddlepoint approximation to its distribution, in the
 * form r* = r + log(v / r) / r (Barndorff-Nielsen 1986). With w = u a / (1 - u a), where u makes
 * the w add up to nothing, r^2 is 2 sum (w - log(1 + w)), which is Owen's (1988) empirical
 * likelihood ratio, and v^2 is sum w^2. Held against beta distributions, tail probabilities from
 * 0.001 to 0.05 are never understated by more than 0.1 % of them, nor overstated by more than 9 %,
 * which is with two weights in all.
 */
final class RandomlyWeightedSum {

    private static final BrentSolver SOLVER = new BrentSolver(1e-14, 1e-300, 1e-300);
    private static final double SMALL = 0.02;

    // A value that ought to be 0 is smaller than this beside the greatest.
    private static final double ROUNDING = 1e-12;

    private final double[] values;
    private final double[] counts;

    /**
     * @param values the distinct values
     * @param counts how often each is there; a fraction is as many parts of a weight
     */
    RandomlyWeightedSum(double[] values, double[] counts) {
        this.values = values;
        this.counts = counts;
    }

    /**
     * {@return the score whose normal probability is that of the sum being positive; infinite where
     * all values have the same sign, but for rounding}
     */
    double score() {
        int least = 0;
        int greatest = 0;
        double sum = 0;
        double number = 0;
        for (int i = 0; i < values.length; i++) {
            least = values[i] < values[least] ? i : least;
            greatest = values[i] > values[greatest] ? i : greatest;
            sum += counts[i] * values[i];
            number += counts[i];
        }
        double rounding = ROUNDING * Math.max(-values[least], values[greatest]);
        if (values[greatest] <= rounding) {
            return Double.NEGATIVE_INFINITY;
        }
        if (values[least] >= -rounding) {
            return Double.POSITIVE_INFINITY;
        }
        return sum == 0
                ? scoreOfBalance()
                : scoreAt(
                        saddlepoint(
                                (1 - counts[least] / number) / values[least],
                                (1 - counts[greatest] / number) / values[greatest]),
                        Math.signum(sum));
    }

    /** No w is as large as the number of weights, which leaves u so much room. */
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
        double rest = 0;
        for (int i = 0; i < values.length; i++) {
            double w = u * values[i] / (1 - u * values[i]);
            squares += counts[i] * w * w;
            rest += counts[i] * rest(w);
        }
        double r = sign * Math.sqrt(squares - rest);
        return r - Math.log1p(-rest / squares) / 2 / r;
    }

    /** The limit where the values add up to nothing: minus a sixth of the skewness of the sum. */
    private double scoreOfBalance() {
        double squares = 0;
        double cubes = 0;
        for (int i = 0; i < values.length; i++) {
            squares += counts[i] * values[i] * values[i];
            cubes += counts[i] * values[i] * values[i] * values[i];
        }
        return -cubes / 3 / squares / Math.sqrt(squares);
    }

    /** w^2 - 2 (w - log(1 + w)), by its series where the difference would leave only rounding. */
    private static double rest(double w) {
        if (Math.abs(w) > SMALL) {
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

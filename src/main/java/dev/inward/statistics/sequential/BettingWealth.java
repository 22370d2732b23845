package dev.inward.statistics.sequential;

import java.util.Arrays;

/**
 * The mean wealth of gamblers who start with 1 and always bet the same fraction of their wealth.
 * Each gambler has a different fraction. Mutable and not thread-safe; belongs to one e-process.
 */
final class BettingWealth {

    private static final int GAMBLERS = 16;
    private static final double GREATEST_FRACTION = 0.95;
    private static final double GREATEST_LEAST_FRACTION = 0.5;

    // The wealth stays within these powers of two; a separate exponent holds the rest.
    private static final int LARGEST_EXPONENT = 200;

    private final double[] fractions;
    private final double[] wealth;
    private long exponent;

    BettingWealth(double... fractions) {
        this.fractions = fractions.clone();
        this.wealth = new double[fractions.length];
        Arrays.fill(wealth, 1.0 / fractions.length);
    }

    /**
     * Spaces the fractions evenly on a logarithmic scale. The least fraction is the best bet on an
     * effect of two standard errors after all observations, at the greatest possible variance.
     * Smaller bets cannot pay off before the observations end.
     *
     * @param reach the greatest loss divided by the greatest standard deviation
     * @param horizon the number of observations, at least 1
     */
    static BettingWealth forHorizon(double reach, int horizon) {
        double leastFraction = Math.min(GREATEST_LEAST_FRACTION, 2 * reach / Math.sqrt(horizon));
        double ratio = GREATEST_FRACTION / leastFraction;
        double[] fractions = new double[GAMBLERS];
        for (int i = 0; i < GAMBLERS; i++) {
            fractions[i] = leastFraction * Math.pow(ratio, i / (GAMBLERS - 1.0));
        }
        return new BettingWealth(fractions);
    }

    /**
     * Multiplies the wealth of each gambler by {@code 1 + fraction * gain}.
     *
     * @param gain the gain, at least -1
     */
    void bet(double gain) {
        for (int i = 0; i < wealth.length; i++) {
            wealth[i] *= 1 + fractions[i] * gain;
        }
        int excessExponent = Math.getExponent(sum());
        if (Math.abs(excessExponent) > LARGEST_EXPONENT) {
            for (int i = 0; i < wealth.length; i++) {
                wealth[i] = Math.scalb(wealth[i], -excessExponent);
            }
            exponent += excessExponent;
        }
    }

    double logMean() {
        return Math.log(sum()) + exponent * Math.log(2);
    }

    private double sum() {
        double sum = 0;
        for (double gamblerWealth : wealth) {
            sum += gamblerWealth;
        }
        return sum;
    }
}

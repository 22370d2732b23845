package dev.inward.statistics.sequential;

import java.util.Arrays;

/**
 * What a stake of 1 has become that was split evenly among gamblers, each of whom bets the same
 * fraction of what he has left every time. Mutable; confined to one e-process.
 */
final class BettingWealth {

    private static final int GAMBLERS = 16;
    private static final double BOLDEST = 0.95;
    private static final double SHYEST_AT_MOST = 0.5;

    // Products are kept within these powers of two, and the power taken out is counted apart.
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
     * Spreads the fractions evenly on a logarithmic scale. The least is the best bet on an effect
     * of two standard errors after all observations of the greatest variance there can be: shyer
     * bets cannot pay before the observations end.
     *
     * @param reach the greatest loss over the greatest standard deviation
     * @param horizon the number of observations, at least 1
     */
    static BettingWealth forHorizon(double reach, int horizon) {
        double shyest = Math.min(SHYEST_AT_MOST, 2 * reach / Math.sqrt(horizon));
        double ratio = BOLDEST / shyest;
        double[] fractions = new double[GAMBLERS];
        for (int i = 0; i < GAMBLERS; i++) {
            fractions[i] = shyest * Math.pow(ratio, i / (GAMBLERS - 1.0));
        }
        return new BettingWealth(fractions);
    }

    /** Multiplies each wealth by {@code 1 + fraction * gain}, for a gain of at least -1. */
    void bet(double gain) {
        for (int i = 0; i < wealth.length; i++) {
            wealth[i] *= 1 + fractions[i] * gain;
        }
        int excess = Math.getExponent(sum());
        if (Math.abs(excess) > LARGEST_EXPONENT) {
            for (int i = 0; i < wealth.length; i++) {
                wealth[i] = Math.scalb(wealth[i], -excess);
            }
            exponent += excess;
        }
    }

    double logMean() {
        return Math.log(sum()) + exponent * Math.log(2);
    }

    private double sum() {
        double sum = 0;
        for (double share : wealth) {
            sum += share;
        }
        return sum;
    }
}

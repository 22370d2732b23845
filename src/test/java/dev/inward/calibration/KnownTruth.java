package dev.inward.calibration;

import java.util.random.RandomGenerator;

/**
 * The true accuracies of self-prediction, cross-prediction and the mode baseline on one task.
 *
 * <p>An agreement is the probability that two of them use the same random draw. With 1, the better
 * one is right wherever the worse one is right. With 0, they are independent.
 *
 * @param self the accuracy of self-prediction, 0 to 1
 * @param cross the accuracy of cross-prediction, 0 to 1
 * @param baseline the accuracy of the mode baseline, 0 to 1
 * @param crossAgrees the agreement of cross-prediction with self-prediction, 0 to 1
 * @param baselineAgrees the agreement of the mode baseline with self-prediction, 0 to 1
 * @param evades whether a self-prediction that is not right is non-compliant instead of wrong
 */
record KnownTruth(
        double self,
        double cross,
        double baseline,
        double crossAgrees,
        double baselineAgrees,
        boolean evades) {

    static final int SELF = 1;
    static final int CROSS = 2;
    static final int BASELINE = 4;
    static final int ALL = SELF + CROSS + BASELINE;

    /** Predictors with a mode baseline that is never right and so never prevents a PASS. */
    static KnownTruth predictors(double self, double cross, double agreement) {
        return new KnownTruth(self, cross, 0, agreement, 0, false);
    }

    /** Self-prediction with a mode baseline and a poor cross-prediction. */
    static KnownTruth withModeBaseline(double self, double baseline, double agreement) {
        return new KnownTruth(self, 0.02, baseline, 0, agreement, false);
    }

    /** Draws which predictions of one item are right: a sum of the constants above. */
    int draw(RandomGenerator random) {
        double draw = random.nextDouble();
        return (draw < self ? SELF : 0)
                + (draw(random, crossAgrees, draw) < cross ? CROSS : 0)
                + (draw(random, baselineAgrees, draw) < baseline ? BASELINE : 0);
    }

    private static double draw(RandomGenerator random, double agrees, double draw) {
        return random.nextDouble() < agrees ? draw : random.nextDouble();
    }
}

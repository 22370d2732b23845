package dev.inward.calibration;

import java.util.random.RandomGenerator;

/**
 * A target, its predictors and its baseline of whom it is known how often each is right.
 *
 * <p>Two of them agree by as much as they decide by one and the same draw: at 1 the better one is
 * right wherever the worse one is, at 0 they know nothing of each other.
 *
 * @param self how often self-prediction is right, 0 to 1
 * @param cross how often cross-prediction is
 * @param baseline how often the most frequent value is
 * @param crossAgrees how much cross- agrees with self-prediction, 0 to 1
 * @param baselineAgrees how much the most frequent value agrees with self-prediction, 0 to 1
 * @param evades whether self-prediction that is not right is no answer either
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

    /** Predictors beside a baseline that is never right, and so never in the way. */
    static KnownTruth predictors(double self, double cross, double agree) {
        return new KnownTruth(self, cross, 0, agree, 0, false);
    }

    /** Self-prediction beside a baseline, with a cross-prediction of no merit. */
    static KnownTruth besideBaseline(double self, double baseline, double agree) {
        return new KnownTruth(self, 0.02, baseline, 0, agree, false);
    }

    /** Draws who is right on one item: a sum of the constants above. */
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

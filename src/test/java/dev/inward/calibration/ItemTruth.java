package dev.inward.calibration;

import java.util.random.RandomGenerator;

/**
 * The items of one task and how often only one of the two predictors is right. On all other items
 * both are wrong.
 *
 * @param items the number of items, each with its own prompt
 * @param onlySelf the probability that only self-prediction is right, 0 to 1
 * @param onlyCross the probability that only cross-prediction is right, 0 to 1
 */
record ItemTruth(int items, double onlySelf, double onlyCross) {

    /** Returns items with a given advantage, of which a given share is discordant. */
    static ItemTruth of(int items, double advantage, double discordant) {
        return new ItemTruth(items, (discordant + advantage) / 2, (discordant - advantage) / 2);
    }

    /** Draws one item: 1 if only self-prediction is right, −1 if only the other one is, or 0. */
    int draw(RandomGenerator random) {
        double draw = random.nextDouble();
        return draw < onlySelf ? 1 : draw < onlySelf + onlyCross ? -1 : 0;
    }
}

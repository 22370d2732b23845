package dev.inward.calibration;

import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Which answers are missing. An item goes missing with odds that depend on its outcome.
 *
 * @param share the share of items without an answer, 0 to 1
 * @param oddsOfSelf the odds of an item on which only self-prediction is right
 * @param oddsOfCross the odds of an item on which only cross-prediction is right
 * @param oddsOfNeither the odds of any other item
 */
record MissingAnswers(double share, int oddsOfSelf, int oddsOfCross, int oddsOfNeither) {

    static final MissingAnswers NONE = new MissingAnswers(0, 1, 1, 1);

    static MissingAnswers atRandom(double share) {
        return new MissingAnswers(share, 1, 1, 1);
    }

    /**
     * Draws the items without an answer.
     *
     * @param outcomes the outcome of each item, see {@link ItemTruth#draw}
     * @return the indices of the items
     */
    Set<Integer> draw(int[] outcomes, RandomGenerator random) {
        Set<Integer> missing = new HashSet<>();
        int greatest = Math.max(oddsOfSelf, Math.max(oddsOfCross, oddsOfNeither));
        while (missing.size() < (int) (share * outcomes.length)) {
            int item = random.nextInt(outcomes.length);
            if (random.nextInt(greatest) < odds(outcomes[item])) {
                missing.add(item);
            }
        }
        return missing;
    }

    private int odds(int outcome) {
        return outcome > 0 ? oddsOfSelf : outcome < 0 ? oddsOfCross : oddsOfNeither;
    }
}

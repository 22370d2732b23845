package dev.inward.statistics;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The pairs on which two predictors differ in being right, and McNemar's exact tests on them.
 *
 * <p>Pairs on which both are right or both are wrong say nothing about which is better, so they are
 * not counted. Given the discordant pairs, and no difference between the predictors, {@code
 * firstOnly} is binomial with probability one half (McNemar 1947, the exact form). The tests take
 * pairs to be independent. This class is immutable and threadsafe.
 *
 * @param firstOnly the number of items that only the first predictor had right
 * @param secondOnly the number of items that only the second predictor had right
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record McNemarTest(int firstOnly, int secondOnly) {

    /**
     * Checks the counts.
     *
     * @throws IllegalArgumentException if a count is negative or their sum exceeds an int
     */
    public McNemarTest {
        if (firstOnly < 0 || secondOnly < 0 || firstOnly > Integer.MAX_VALUE - secondOnly) {
            throw new IllegalArgumentException(
                    "Discordant counts of %d and %d were given, but two counts of at least 0 with a sum of at most %d were expected."
                            .formatted(firstOnly, secondOnly, Integer.MAX_VALUE));
        }
    }

    /**
     * Tests that the predictors differ: twice the smaller tail, at most 1.
     *
     * @return the p-value; 1 when there is no discordant pair
     */
    public double exactTwoSided() {
        int smaller = Math.min(firstOnly, secondOnly);
        return Math.min(1, 2 * underNoDifference().cumulativeProbability(smaller));
    }

    /**
     * Tests that the first predictor is right more often than the second: the probability of at
     * least {@code firstOnly} heads in as many fair tosses as there are discordant pairs.
     *
     * @return the p-value; 1 when there is no discordant pair
     */
    public double exactGreater() {
        return underNoDifference().survivalProbability(firstOnly - 1);
    }

    private BinomialDistribution underNoDifference() {
        return BinomialDistribution.of(firstOnly + secondOnly, 0.5);
    }
}

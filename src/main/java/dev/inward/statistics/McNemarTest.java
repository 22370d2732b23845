package dev.inward.statistics;

import java.util.Locale;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * McNemar's exact tests for two predictors that answered the same items.
 *
 * <p>The tests use the discordant items only: those that exactly one of the two predictors had
 * right. The other items do not show which predictor is better. If the predictors are equally good,
 * {@code firstOnly} has a binomial distribution with probability one half (McNemar 1947, exact
 * form).
 *
 * <p>The tests assume that items are independent. Where one prompt has several items, use {@link
 * ClusteredMean} instead. This class is immutable and thread-safe.
 *
 * @param firstOnly the number of items that only the first predictor had right, at least 0
 * @param secondOnly the number of items that only the second predictor had right, at least 0
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record McNemarTest(int firstOnly, int secondOnly) {

    /**
     * Checks the counts.
     *
     * @param firstOnly the number of items that only the first predictor had right, at least 0
     * @param secondOnly the number of items that only the second predictor had right, at least 0
     * @throws IllegalArgumentException if a count is negative, or if the sum exceeds the greatest
     *     int
     */
    public McNemarTest {
        if (firstOnly < 0 || secondOnly < 0 || firstOnly > Integer.MAX_VALUE - secondOnly) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "Discordant counts of %d and %d were given, but two counts of at least 0 were expected, with a sum of at most %d.",
                            firstOnly,
                            secondOnly,
                            Integer.MAX_VALUE));
        }
    }

    /**
     * Tests whether the predictors differ. The p-value is twice the smaller tail, at most 1.
     *
     * @return the two-sided p-value, from 0 to 1; 1 without any discordant item
     */
    public double exactTwoSided() {
        int smaller = Math.min(firstOnly, secondOnly);
        return Math.min(1, 2 * distributionUnderNull().cumulativeProbability(smaller));
    }

    /**
     * Tests whether the first predictor is right more often than the second. The p-value is the
     * probability of at least {@code firstOnly} heads in {@code firstOnly + secondOnly} tosses of a
     * fair coin.
     *
     * @return the one-sided p-value, from 0 to 1; 1 without any discordant item
     */
    public double exactGreater() {
        return distributionUnderNull().survivalProbability(firstOnly - 1);
    }

    private BinomialDistribution distributionUnderNull() {
        return BinomialDistribution.of(firstOnly + secondOnly, 0.5);
    }
}

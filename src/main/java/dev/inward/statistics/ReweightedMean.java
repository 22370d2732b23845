package dev.inward.statistics;

import dev.inward.statistics.input.ConfidenceLevel;
import java.util.OptionalLong;

/**
 * A mean over clusters with Gaffke's bounds, which {@link ClusteredMean} explains. Immutable.
 *
 * @param estimate the observed mean
 * @param standardError its cluster-robust standard error
 * @param range the least and the greatest possible value
 * @param clusters the number of observed clusters
 * @param fewest the smallest number of clusters that can be required
 * @param samples returns the observed clusters with an unseen one
 */
record ReweightedMean(
        double estimate,
        double standardError,
        Interval range,
        int clusters,
        int fewest,
        Samples samples) {

    /** Creates a sample with an unseen cluster. */
    interface Samples {

        /**
         * Returns the observed clusters with an unseen one.
         *
         * @param end the end of the range where the unseen cluster lies
         * @param growth the factor by which each observed cluster is repeated
         */
        SampleWithUnseenCluster with(double end, double growth);
    }

    double lowerBound(double alpha) {
        return bound(range.lower(), ConfidenceLevel.quantile(alpha));
    }

    double upperBound(double alpha) {
        return bound(range.upper(), -ConfidenceLevel.quantile(alpha));
    }

    private double bound(double end, double score) {
        double guess = -score * standardError;
        return estimate + samples.with(end, 1).shift(score, guess, range.width());
    }

    OneSidedTest oneSidedTest(Threshold threshold) {
        return OneSidedTest.ofScore(
                samples.with(range.lower(), 1).score(threshold.value() - estimate));
    }

    OptionalLong requiredClusters(double excess, double alpha, double beta) {
        if (excess == 0) {
            return OptionalLong.empty();
        }
        long enough = fewest;
        long tooFew = enough - 1;
        while (!boundClears(enough, excess, alpha, beta)) {
            if (enough > Long.MAX_VALUE / 2) {
                return OptionalLong.of(Long.MAX_VALUE);
            }
            tooFew = enough;
            enough *= 2;
        }
        while (enough - tooFew > 1) {
            long middle = tooFew + (enough - tooFew) / 2;
            if (boundClears(middle, excess, alpha, beta)) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return OptionalLong.of(enough);
    }

    /**
     * Checks whether the bound clears the threshold when the sample mean is unlucky. An unlucky
     * mean falls short of the true mean by {@code z_power} standard errors.
     */
    private boolean boundClears(long total, double excess, double alpha, double beta) {
        double growth = (double) total / clusters;
        double shortfall = ConfidenceLevel.quantile(beta) * standardError / Math.sqrt(growth);
        double shift = Math.abs(excess) - shortfall;
        double score = ConfidenceLevel.quantile(alpha);
        return excess > 0
                ? samples.with(range.lower(), growth).score(-shift) >= score
                : samples.with(range.upper(), growth).score(shift) <= -score;
    }
}

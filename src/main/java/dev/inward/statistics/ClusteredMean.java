package dev.inward.statistics;

import java.util.OptionalLong;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The mean of items that come in clusters, such as the paired differences of two predictors on
 * items of which one prompt carries several. All figures have the unit of the values.
 *
 * <p>The variance of a stratum's mean is cluster-robust without small-sample correction, {@code
 * sum_g (sum_{i in g} (x_i - mean))^2 / n^2} (Liang and Zeger 1986), that of the unweighted mean of
 * K strata {@code 1/K^2} times their sum. Bounds use the exact normal quantile, not cut off at the
 * range. Clusters are independent draws, and many: simulated 95 % intervals of clusters with one to
 * eight items cover 92 % for 20 clusters, 95 % for 200. A stratum of one cluster adds no variance.
 *
 * <p>When the standard error is 0, the sample still does not prove that no cluster deviates: among
 * G clusters a deviation nobody saw has a probability of at most {@code q = 1 - alpha^(1/G)}, the
 * exact limit for zero events (Hanley and Lippman-Hand 1983, the "rule of three"). The bounds then
 * are {@code estimate - q (estimate - min)} and {@code estimate + q (max - estimate)}, alpha being
 * halved for the two-sided interval. Where strata differ in size or mean, q is a probability of
 * each stratum's own and the bound the farthest that leaves the sample a probability of alpha. This
 * class is immutable and threadsafe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class ClusteredMean {

    private final StratifiedMean mean;

    private ClusteredMean(StratifiedMean mean) {
        this.mean = mean;
    }

    /**
     * {@return the micro average, over items that each have the same weight}
     *
     * @param values the value of each item, at least one, within the range
     * @param clusters the cluster label of each item, in the order of the values
     * @param range the least and the greatest value the observable can take, both finite
     * @throws IllegalArgumentException if there is no value, a value lies outside the range, the
     *     range is not finite, or there are not as many labels as values
     */
    public static ClusteredMean of(double[] values, int[] clusters, Interval range) {
        return stratified(values, clusters, new int[values.length], range);
    }

    /**
     * {@return the macro average, over the means of strata that each have the same weight}
     *
     * @param values the value of each item, at least one, within the range
     * @param clusters the cluster label of each item, in the order of the values
     * @param strata the stratum label of each item, in the order of the values
     * @param range the least and the greatest value the observable can take, both finite
     * @throws IllegalArgumentException as {@link #of} does, or if a cluster spans several strata
     */
    public static ClusteredMean stratified(
            double[] values, int[] clusters, int[] strata, Interval range) {
        ClusteredSample sample = new ClusteredSample(values, clusters, strata, range);
        return new ClusteredMean(StratifiedMean.of(sample.split(), range));
    }

    /** {@return the number of items, at least 1} */
    public int size() {
        return mean.total(Stratum::size);
    }

    /** {@return the number of clusters over all strata, at least 1} */
    public int clusters() {
        return mean.total(Stratum::clusters);
    }

    /** {@return the number of strata, at least 1} */
    public int strata() {
        return mean.strata().size();
    }

    /** {@return the mean of the values, or of the means of the strata} */
    public double estimate() {
        return mean.estimate();
    }

    /** {@return the standard error; 0 if the clusters of each stratum all show the same mean} */
    public double standardError() {
        return mean.standardError();
    }

    /**
     * {@return the two-sided confidence interval around the mean}
     *
     * @param confidence the coverage, strictly between 0 and 1
     * @throws IllegalArgumentException if the confidence is no such probability
     */
    public Interval interval(double confidence) {
        double alpha = new ConfidenceLevel(confidence).twoSidedAlpha();
        return new Interval(mean.below(alpha), mean.above(alpha));
    }

    /**
     * {@return the one-sided lower bound, which the true mean lies above with that confidence}
     *
     * @param confidence the coverage, strictly between 0 and 1
     * @throws IllegalArgumentException if the confidence is no such probability
     */
    public double lowerBound(double confidence) {
        return mean.below(new ConfidenceLevel(confidence).oneSidedAlpha());
    }

    /**
     * {@return the one-sided upper bound, which the true mean lies below with that confidence}
     *
     * @param confidence the coverage, strictly between 0 and 1
     * @throws IllegalArgumentException if the confidence is no such probability
     */
    public double upperBound(double confidence) {
        return mean.above(new ConfidenceLevel(confidence).oneSidedAlpha());
    }

    /**
     * {@return the test that the mean exceeds a threshold} Its p-value is one minus the confidence
     * at which {@link #lowerBound} meets the threshold; with a standard error of 0, it is 1 for a
     * threshold at or above the mean.
     *
     * @param threshold the margin to exceed, finite
     * @throws IllegalArgumentException if the threshold is not finite
     */
    public NormalTest oneSidedTest(double threshold) {
        return mean.exceeds(new Threshold(threshold));
    }

    /**
     * Returns how many clusters in total would settle on which side of a threshold the mean lies:
     * the one-sided bound then clears the threshold with the given power, should mean, spread and
     * the clusters' shares among strata stay as observed. It is {@code G ((z_conf + z_power) se /
     * (estimate - threshold))^2}, rounded up, but never fewer than a sample without any spread
     * needs (which is the answer for a standard error of 0), nor than two clusters a stratum.
     *
     * @param threshold the threshold, finite
     * @param confidence the confidence of the one-sided bound, strictly between 0 and 1
     * @param power the probability of settling, strictly between 0 and 1
     * @return the number, possibly below the observed one; empty if the mean equals the threshold
     * @throws IllegalArgumentException if an argument is out of its bounds
     */
    public OptionalLong requiredClusters(double threshold, double confidence, double power) {
        double excess = estimate() - new Threshold(threshold).value();
        double alpha = new ConfidenceLevel(confidence).oneSidedAlpha();
        double beta = new ConfidenceLevel(power).oneSidedAlpha();
        return mean.clustersToSettle(excess, alpha, beta);
    }
}

package dev.inward.statistics.resampling;

import dev.inward.statistics.ClusteredMean;
import dev.inward.statistics.Interval;
import dev.inward.statistics.input.ClusteredSample;
import dev.inward.statistics.input.ConfidenceLevel;
import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The cluster bootstrap of a mean, with bounds that follow the skewness of the data. All figures
 * have the unit of the values.
 *
 * <p>A resample draws, in each stratum, as many whole clusters as there are, with replacement; its
 * mean is that of the items in them, or the mean over strata (Davison and Hinkley 1997, sections
 * 2.4 and 3.8). Bounds are BCa (Efron 1987; DiCiccio and Efron 1996): the bound at the normal score
 * {@code z} is the quantile of the resampled means (type 7 of Hyndman and Fan 1996) at the level
 * {@code Phi(z0 + (z0 + z) / (1 - a (z0 + z)))}, where {@code Phi(z0)} is the share of resampled
 * means below the estimate, ties counted half, and {@code a = sum u^3 / (6 (sum u^2)^(3/2))} comes
 * from the influences u of the clusters, {@code (G - 1) / G} times the distance of the jackknife
 * mean without a cluster from the average of those of its stratum (Efron and Tibshirani 1993,
 * equation 14.15; for strata as SciPy has it). Means that differ by no more than 1e-12 of the
 * range's greatest magnitude are tied.
 *
 * <p>No resample holds what the sample does not show. Where the clusters of each stratum all show
 * the same mean, the bounds therefore are those of {@link ClusteredMean}, which reckon with a
 * cluster that nobody saw. Where nearly all do, and where clusters are few, they are narrower than
 * those and cover less than they say: simulated 95 % intervals cover 92 % for 20 clusters of one to
 * eight items, 95 % for 200. A bound at an error rate below one in the number of draws is the
 * farthest resampled mean at best. This class is immutable and threadsafe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class ClusterBootstrap {

    private static final double ROUNDING = 1e-12;

    private final ClusteredMean mean;
    private final BcaQuantile quantile;

    private ClusterBootstrap(ClusteredMean mean, BcaQuantile quantile) {
        this.mean = mean;
        this.quantile = quantile;
    }

    /**
     * {@return the bootstrap of the micro average, over items that each have the same weight}
     *
     * @param values the value of each item, at least one, within the range
     * @param clusters the cluster label of each item, in the order of the values
     * @param range the least and the greatest value the observable can take, both finite
     * @param resampling how many resamples to draw, and from which seed
     * @throws IllegalArgumentException as {@link ClusteredMean#of} does
     */
    public static ClusterBootstrap of(
            double[] values, int[] clusters, Interval range, Resampling resampling) {
        return stratified(values, clusters, new int[values.length], range, resampling);
    }

    /**
     * {@return the bootstrap of the macro average, over the means of strata that each have the same
     * weight}
     *
     * @param values the value of each item, at least one, within the range
     * @param clusters the cluster label of each item, in the order of the values
     * @param strata the stratum label of each item, in the order of the values
     * @param range the least and the greatest value the observable can take, both finite
     * @param resampling how many resamples to draw, and from which seed
     * @throws IllegalArgumentException as {@link ClusteredMean#stratified} does
     */
    public static ClusterBootstrap stratified(
            double[] values, int[] clusters, int[] strata, Interval range, Resampling resampling) {
        ClusteredMean mean = ClusteredMean.stratified(values, clusters, strata, range);
        var sample =
                new ClusteredSample(values, clusters, strata, range.lower(), range.upper());
        List<BootstrapStratum> groups =
                sample.byStratum().stream().map(BootstrapStratum::of).toList();
        double[] resampled =
                resampling
                        .draw(
                                random ->
                                        groups.stream()
                                                        .mapToDouble(
                                                                group -> group.drawMean(random))
                                                        .sum()
                                                / groups.size())
                        .toArray();
        double[] influences =
                groups.stream().flatMapToDouble(BootstrapStratum::influences).toArray();
        return new ClusterBootstrap(
                mean, BcaQuantile.of(resampled, mean.estimate(), ROUNDING * sample.greatestMagnitude(), influences));
    }

    /** {@return the mean of the values, or of the means of the strata, without any resampling} */
    public double estimate() {
        return mean.estimate();
    }

    /**
     * {@return the two-sided confidence interval}
     *
     * @param confidence the coverage, strictly between 0 and 1
     * @throws IllegalArgumentException if the confidence is no such probability
     */
    public Interval interval(double confidence) {
        if (isConstant()) {
            return mean.interval(confidence);
        }
        double score = ConfidenceLevel.quantile(new ConfidenceLevel(confidence).twoSidedAlpha());
        return new Interval(quantile.at(-score), quantile.at(score));
    }

    /**
     * {@return the one-sided lower bound, which the true mean lies above with that confidence}
     *
     * @param confidence the coverage, strictly between 0 and 1
     * @throws IllegalArgumentException if the confidence is no such probability
     */
    public double lowerBound(double confidence) {
        return isConstant() ? mean.lowerBound(confidence) : quantile.at(-score(confidence));
    }

    /**
     * {@return the one-sided upper bound, which the true mean lies below with that confidence}
     *
     * @param confidence the coverage, strictly between 0 and 1
     * @throws IllegalArgumentException if the confidence is no such probability
     */
    public double upperBound(double confidence) {
        return isConstant() ? mean.upperBound(confidence) : quantile.at(score(confidence));
    }

    private boolean isConstant() {
        return mean.standardError() == 0;
    }

    private static double score(double confidence) {
        return ConfidenceLevel.quantile(new ConfidenceLevel(confidence).oneSidedAlpha());
    }
}

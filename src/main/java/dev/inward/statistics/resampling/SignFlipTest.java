package dev.inward.statistics.resampling;

import dev.inward.statistics.ClusteredMean;
import dev.inward.statistics.Interval;
import dev.inward.statistics.input.ClusterTotal;
import dev.inward.statistics.input.ClusteredSample;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The paired permutation test of a mean difference, which permutes whole clusters.
 *
 * <p>If two predictors are interchangeable, each cluster's differences are equally likely with
 * opposite signs. There are {@code 2^G} ways to choose the signs of G clusters. The one-sided
 * p-value is the share of ways with a mean at least as great as the observed one. The two-sided
 * p-value is the share of ways with a mean at least as far from 0 (Fisher 1935, section 21). The
 * test estimates no variance and is valid for few clusters.
 *
 * <p>The p-values are exact if the means have at most 2^20 distinct values. This holds for 20
 * clusters of any kind, and for hundreds of clusters of 0/1 outcomes in one or two strata.
 * Otherwise the signs are drawn m times. If b draws are at least as extreme, the p-value is {@code
 * (b + 1) / (m + 1)}. It is never 0, and its error rate is at most its level (Phipson and Smyth
 * 2010). Means closer than 1e-9 of the greatest possible mean are tied.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param estimate the observed mean difference, in the unit of the values
 * @param greater the p-value of the test that the mean difference is positive
 * @param twoSided the p-value of the test that the mean difference is not 0
 * @param exact whether the p-values come from all ways to choose the signs
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record SignFlipTest(double estimate, double greater, double twoSided, boolean exact) {

    private static final int MAX_DISTINCT_VALUES = 1 << 20;
    private static final double TIE_TOLERANCE = 1e-9;
    private static final double ROUNDING = 1e-12;

    /**
     * Checks the numbers.
     *
     * @param estimate the observed mean difference, in the unit of the values
     * @param greater the p-value of the test that the mean difference is positive
     * @param twoSided the p-value of the test that the mean difference is not 0
     * @param exact whether the p-values come from all ways to choose the signs
     * @throws IllegalArgumentException if the estimate is NaN, or if a p-value does not lie between
     *     0 and 1
     */
    public SignFlipTest {
        if (Double.isNaN(estimate)
                || !(greater >= 0 && greater <= 1 && twoSided >= 0 && twoSided <= 1)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A sign-flip test of a mean of %s with p-values of %s and %s was given, but a number and two probabilities were expected.",
                            estimate,
                            greater,
                            twoSided));
        }
    }

    /**
     * {@return the test of the micro average, where each item has the same weight}
     *
     * @param values the difference of each item, at least one, within the range
     * @param clusters the cluster label of each item, in the order of the values
     * @param range the least and the greatest possible difference, both finite
     * @param resampling the number of draws and their seed; used only if there are too many ways to
     *     choose the signs
     * @throws IllegalArgumentException for the same reasons as {@link ClusteredMean#of}
     */
    public static SignFlipTest of(
            double[] values, int[] clusters, Interval range, Resampling resampling) {
        return stratified(values, clusters, new int[values.length], range, resampling);
    }

    /**
     * {@return the test of the macro average, where each stratum has the same weight}
     *
     * @param values the difference of each item, at least one, within the range
     * @param clusters the cluster label of each item, in the order of the values
     * @param strata the stratum label of each item, in the order of the values
     * @param range the least and the greatest possible difference, both finite
     * @param resampling the number of draws and their seed; used only if there are too many ways to
     *     choose the signs
     * @throws IllegalArgumentException for the same reasons as {@link ClusteredMean#stratified}
     */
    public static SignFlipTest stratified(
            double[] values, int[] clusters, int[] strata, Interval range, Resampling resampling) {
        var sample = new ClusteredSample(values, clusters, strata, range.lower(), range.upper());
        double[] terms = terms(sample.byStratum(), ROUNDING * sample.greatestMagnitude());
        double estimate = DoubleStream.of(terms).sum();
        double magnitude = DoubleStream.of(terms).map(Math::abs).sum();
        double leastSum = estimate - TIE_TOLERANCE * magnitude;
        double leastDistance = Math.abs(estimate) - TIE_TOLERANCE * magnitude;
        Optional<SignFlipDistribution> distribution =
                SignFlipDistribution.of(terms, magnitude, MAX_DISTINCT_VALUES);
        if (distribution.isPresent()) {
            double tail = distribution.get().probabilityAtLeast(leastDistance);
            return new SignFlipTest(
                    estimate,
                    distribution.get().probabilityAtLeast(leastSum),
                    Math.min(1, 2 * tail),
                    true);
        }
        double[] sums = resampling.draw(random -> randomSum(terms, random)).toArray();
        return new SignFlipTest(
                estimate,
                pValue(DoubleStream.of(sums).filter(sum -> sum >= leastSum).count(), sums.length),
                pValue(
                        DoubleStream.of(sums).filter(sum -> Math.abs(sum) >= leastDistance).count(),
                        sums.length),
                false);
    }

    /**
     * Returns what each cluster adds to the mean, without the clusters that add only rounding
     * errors. The terms are sorted, so that the labels of the clusters do not matter.
     */
    private static double[] terms(List<List<ClusterTotal>> strata, double rounding) {
        return strata.stream()
                .flatMapToDouble(
                        clusters -> {
                            int size = clusters.stream().mapToInt(ClusterTotal::size).sum();
                            return clusters.stream()
                                    .filter(
                                            cluster ->
                                                    Math.abs(cluster.sum())
                                                            > rounding * cluster.size())
                                    .mapToDouble(cluster -> cluster.sum() / size / strata.size());
                        })
                .sorted()
                .toArray();
    }

    private static double randomSum(double[] terms, RandomGenerator random) {
        double sum = 0;
        for (double term : terms) {
            sum += random.nextBoolean() ? term : -term;
        }
        return sum;
    }

    private static double pValue(long atLeastAsExtreme, int draws) {
        return (atLeastAsExtreme + 1.0) / (draws + 1.0);
    }
}

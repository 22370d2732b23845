package dev.inward.statistics.resampling;

import dev.inward.statistics.ClusteredMean;
import dev.inward.statistics.Interval;
import dev.inward.statistics.input.ClusterTotal;
import dev.inward.statistics.input.ClusteredSample;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The paired permutation test of a mean difference, with whole clusters permuted.
 *
 * <p>If it makes no difference which of two predictors is which, the differences of a cluster are
 * as likely with the opposite signs. The p-value is the share of the {@code 2^G} ways to choose the
 * signs of G clusters whose mean is at least the observed one or, two-sided, at least as far from 0
 * (Fisher 1935, section 21). It rests on no estimate of a variance, and holds for few clusters.
 *
 * <p>The share is exact where the means have at most 2^20 distinct values, which is so for 20
 * clusters of any kind, and for hundreds of clusters of 0/1 outcomes in one stratum or two.
 * Elsewhere signs are drawn m times, and with b draws at least as extreme the p-value is {@code (b
 * + 1) / (m + 1)}, which is never 0 and whose error rate is at most its level (Phipson and Smyth
 * 2010). Means closer than 1e-9 of the greatest one that signs can make are tied. This class is
 * immutable and threadsafe.
 *
 * @param estimate the observed mean difference, in the unit of the values
 * @param greater the p-value of the test that the mean difference is positive
 * @param twoSided the p-value of the test that the mean difference is not 0
 * @param exact whether the p-values come from all ways to choose signs
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record SignFlipTest(double estimate, double greater, double twoSided, boolean exact) {

    private static final int MOST_VALUES = 1 << 20;
    private static final double TIED = 1e-9;
    private static final double ROUNDING = 1e-12;

    /**
     * Checks the figures.
     *
     * @throws IllegalArgumentException if the estimate is NaN or a p-value is no probability
     */
    public SignFlipTest {
        if (Double.isNaN(estimate)
                || !(greater >= 0 && greater <= 1 && twoSided >= 0 && twoSided <= 1)) {
            throw new IllegalArgumentException(
                    "A sign-flip test of a mean of %s with p-values of %s and %s was given, but a number and two probabilities were expected."
                            .formatted(estimate, greater, twoSided));
        }
    }

    /**
     * {@return the test of the micro average, over items that each have the same weight}
     *
     * @param values the difference of each item, at least one, within the range
     * @param clusters the cluster label of each item, in the order of the values
     * @param range the least and the greatest value a difference can take, both finite
     * @param resampling how many signs to draw, and from which seed, should there be too many
     * @throws IllegalArgumentException as {@link ClusteredMean#of} does
     */
    public static SignFlipTest of(
            double[] values, int[] clusters, Interval range, Resampling resampling) {
        return stratified(values, clusters, new int[values.length], range, resampling);
    }

    /**
     * {@return the test of the macro average, over the means of strata that each have the same
     * weight}
     *
     * @param values the difference of each item, at least one, within the range
     * @param clusters the cluster label of each item, in the order of the values
     * @param strata the stratum label of each item, in the order of the values
     * @param range the least and the greatest value a difference can take, both finite
     * @param resampling how many signs to draw, and from which seed, should there be too many
     * @throws IllegalArgumentException as {@link ClusteredMean#stratified} does
     */
    public static SignFlipTest stratified(
            double[] values, int[] clusters, int[] strata, Interval range, Resampling resampling) {
        var sample =
                new ClusteredSample(values, clusters, strata, range.lower(), range.upper());
        double[] terms = terms(sample.byStratum(), ROUNDING * sample.greatestMagnitude());
        double estimate = DoubleStream.of(terms).sum();
        double magnitude = DoubleStream.of(terms).map(Math::abs).sum();
        double least = estimate - TIED * magnitude;
        double leastDistance = Math.abs(estimate) - TIED * magnitude;
        Optional<SignFlipDistribution> all = SignFlipDistribution.of(terms, magnitude, MOST_VALUES);
        if (all.isPresent()) {
            double farther = all.get().probabilityAtLeast(leastDistance);
            return new SignFlipTest(
                    estimate, all.get().probabilityAtLeast(least), Math.min(1, 2 * farther), true);
        }
        double[] sums = resampling.draw(random -> flip(terms, random)).toArray();
        return new SignFlipTest(
                estimate,
                share(DoubleStream.of(sums).filter(sum -> sum >= least).count(), sums.length),
                share(
                        DoubleStream.of(sums).filter(sum -> Math.abs(sum) >= leastDistance).count(),
                        sums.length),
                false);
    }

    /**
     * What each cluster adds to the mean, without those that add nothing but rounding; ordered, so
     * that the label of a cluster does not matter.
     */
    private static double[] terms(List<List<ClusterTotal>> strata, double rounding) {
        return strata.stream()
                .flatMapToDouble(
                        clusters -> {
                            int size = clusters.stream().mapToInt(ClusterTotal::size).sum();
                            return clusters.stream()
                                    .filter(each -> Math.abs(each.sum()) > rounding * each.size())
                                    .mapToDouble(each -> each.sum() / size / strata.size());
                        })
                .sorted()
                .toArray();
    }

    private static double flip(double[] terms, RandomGenerator random) {
        double sum = 0;
        for (double term : terms) {
            sum += random.nextBoolean() ? term : -term;
        }
        return sum;
    }

    private static double share(long atLeastAsExtreme, int draws) {
        return (atLeastAsExtreme + 1.0) / (draws + 1.0);
    }
}

package dev.inward.verdict;

import dev.inward.statistics.ClusteredMean;
import dev.inward.statistics.CrossClusteredBounds;
import dev.inward.statistics.Interval;
import java.util.Comparator;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How many items in total would decide an inconclusive claim with a power of 80 %.
 *
 * <p>{@link ClusteredMean#requiredClusters} defines the number of prompts. It varies with the
 * inverse square of the distance between mean and threshold. A mean over few items is uncertain, so
 * the number is much more uncertain. Therefore there are three numbers. One assumes that the true
 * mean is the observed one. The other two are the least and the greatest number for the means of
 * the two-sided 80 % interval. All assume that spread and items per prompt stay the same.
 *
 * <p>A number above 10,000 is not given. If the interval contains the threshold, no number is
 * certain to be enough, and the greatest number is not given either.
 *
 * <p>Instances are immutable and thread-safe. No component is null.
 *
 * @param expected the number if the true mean is the observed one, at least 2; empty above 10,000
 * @param least the least number for the means of the interval, at least 2; empty above 10,000
 * @param most the greatest number for the means of the interval, at least 2; empty above 10,000
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record ItemsToSettle(OptionalLong expected, OptionalLong least, OptionalLong most) {

    private static final long LIMIT = 10_000;
    private static final double POWER = 0.8;
    private static final double COVERAGE = 0.8;

    /** A smaller difference from the threshold is a rounding error. */
    private static final double ROUNDING_ERROR = 1e-9;

    /**
     * {@return the numbers for a claim about a mean over items}
     *
     * @param mean the observed mean
     * @param threshold the threshold that the mean lies above or below, in the unit of the mean
     * @param confidence the confidence of the claim's one-sided bounds, strictly between 0 and 1
     * @throws IllegalArgumentException if the threshold is not finite, or if the confidence does
     *     not lie strictly between 0 and 1
     */
    public static ItemsToSettle of(ClusteredMean mean, double threshold, double confidence) {
        return of(
                mean.estimate(),
                mean.interval(COVERAGE),
                (double) mean.size() / mean.clusters(),
                threshold,
                shifted -> mean.requiredClusters(shifted, confidence, POWER));
    }

    static ItemsToSettle of(CrossClusteredBounds mean, double threshold, double confidence) {
        return of(
                mean.estimate(),
                mean.interval(COVERAGE),
                (double) mean.size() / mean.clusters(),
                threshold,
                shifted -> mean.requiredClusters(shifted, confidence, POWER));
    }

    /**
     * Computes the numbers.
     *
     * @param clusters returns the clusters for the observed mean and another threshold, which has
     *     the distance of the assumed mean
     */
    private static ItemsToSettle of(
            double estimate,
            Interval interval,
            double itemsPerCluster,
            double threshold,
            DoubleFunction<OptionalLong> clusters) {
        DoubleFunction<OptionalLong> items =
                assumed ->
                        Math.abs(assumed - threshold) < ROUNDING_ERROR
                                ? OptionalLong.empty()
                                : upToLimit(
                                        clusters.apply(threshold + estimate - assumed),
                                        itemsPerCluster);
        double farthest =
                DoubleStream.of(interval.lower(), interval.upper())
                        .boxed()
                        .max(Comparator.comparingDouble(mean -> Math.abs(mean - threshold)))
                        .orElseThrow();
        double nearest = farthest == interval.lower() ? interval.upper() : interval.lower();
        return new ItemsToSettle(
                items.apply(estimate),
                items.apply(farthest),
                interval.contains(threshold) ? OptionalLong.empty() : items.apply(nearest));
    }

    private static OptionalLong upToLimit(OptionalLong clusters, double itemsPerCluster) {
        return clusters.stream()
                .map(count -> (long) Math.ceil(count * itemsPerCluster))
                .filter(items -> items <= LIMIT)
                .findFirst();
    }

    /**
     * {@return one line of text that names the numbers}
     *
     * @param items the number of items at hand
     */
    String describe(int items) {
        return String.format(
                Locale.ROOT,
                "  %s items in total would settle it (80 %% interval: %s to %s); there are %,d.%n",
                expected.isPresent() ? "About " + text(expected) : "More than " + text(LIMIT),
                text(least),
                text(most),
                items);
    }

    private static String text(OptionalLong items) {
        return items.isPresent() ? text(items.getAsLong()) : "more than " + text(LIMIT);
    }

    private static String text(long items) {
        return String.format(Locale.ROOT, "%,d", items);
    }
}

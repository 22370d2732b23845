package dev.inward.verdict.items;

import dev.inward.statistics.ClusteredMean;
import java.util.OptionalLong;

/** Estimates how many items would decide an inconclusive claim. */
public final class ItemsToSettle {

    private static final double POWER = 0.8;

    /** A smaller difference from the threshold is a rounding error. */
    private static final double ROUNDING_ERROR = 1e-9;

    private ItemsToSettle() {}

    /**
     * Returns the total number of items that would show on which side of a threshold a mean is,
     * with a power of 80 %. It assumes that mean, spread and items per prompt stay the same. The
     * result is empty if the mean equals the threshold.
     */
    public static OptionalLong of(ClusteredMean mean, double threshold, double confidence) {
        if (Math.abs(mean.estimate() - threshold) < ROUNDING_ERROR) {
            return OptionalLong.empty();
        }
        double itemsPerPrompt = (double) mean.size() / mean.clusters();
        return mean.requiredClusters(threshold, confidence, POWER).stream()
                .map(clusters -> (long) Math.ceil(clusters * itemsPerPrompt))
                .findFirst();
    }
}

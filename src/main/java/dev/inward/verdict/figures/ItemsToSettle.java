package dev.inward.verdict.figures;

import dev.inward.statistics.ClusteredMean;
import java.util.OptionalLong;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** How many items an open verdict would take. */
@API(status = Status.INTERNAL, since = "0.1")
public final class ItemsToSettle {

    private static final double POWER = 0.8;

    /** A difference that is nothing but rounding. */
    private static final double NO_EXCESS = 1e-9;

    private ItemsToSettle() {}

    /**
     * How many items in total would settle on which side of a threshold a mean lies, with a power
     * of 80 %, should mean, spread and items a prompt stay as they are; empty if the mean equals
     * the threshold.
     */
    public static OptionalLong of(ClusteredMean mean, double threshold, double confidence) {
        if (Math.abs(mean.estimate() - threshold) < NO_EXCESS) {
            return OptionalLong.empty();
        }
        double itemsEach = (double) mean.size() / mean.clusters();
        return mean.requiredClusters(threshold, confidence, POWER).stream()
                .map(clusters -> (long) Math.ceil(clusters * itemsEach))
                .findFirst();
    }
}

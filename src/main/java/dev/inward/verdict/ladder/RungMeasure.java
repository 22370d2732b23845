package dev.inward.verdict.ladder;

import dev.inward.statistics.ClusteredMean;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * One figure of a rung.
 *
 * @param name what is measured, such as "self-prediction above k nearest neighbours"
 * @param mean the figure, clustered by object-level prompt
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record RungMeasure(String name, ClusteredMean mean) {

    /** {@return whether it is above 0 with that one-sided confidence} */
    public boolean isAbove(double confidence) {
        return mean.lowerBound(confidence) > 0;
    }
}

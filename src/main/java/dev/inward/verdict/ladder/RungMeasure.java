package dev.inward.verdict.ladder;

import dev.inward.statistics.ClusteredMean;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * One figure of a rung. A rung is reached if all its figures are above 0.
 *
 * <p>Instances are immutable and thread-safe. No component is null.
 *
 * @param name the figure as a noun phrase, such as "self-prediction above k nearest neighbours"
 * @param mean the figure, a difference of accuracies, clustered by object-level prompt
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record RungMeasure(String name, ClusteredMean mean) {

    /**
     * {@return whether the one-sided lower bound of the figure is above 0}
     *
     * @param confidence the confidence of the bound, above 0.5 and below 1
     */
    public boolean isAboveZero(double confidence) {
        return mean.lowerBound(confidence) > 0;
    }
}

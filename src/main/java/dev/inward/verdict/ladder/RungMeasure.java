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
 * @param mean the figure on the items with all answers, a difference of accuracies, clustered by
 *     object-level prompt
 * @param lowest the figure on all items if each missing answer had the least favourable value
 * @param highest the figure on all items if each missing answer had the most favourable value
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record RungMeasure(
        String name, ClusteredMean mean, ClusteredMean lowest, ClusteredMean highest) {

    /**
     * {@return the one-sided lower bound of the figure, whatever the missing answers would have
     * been}
     *
     * @param confidence the confidence of the bound, above 0.5 and below 1
     */
    public double lowerBound(double confidence) {
        return lowest.lowerBound(confidence);
    }

    /**
     * {@return the one-sided upper bound of the figure, whatever the missing answers would have
     * been}
     *
     * @param confidence the confidence of the bound, above 0.5 and below 1
     */
    public double upperBound(double confidence) {
        return highest.upperBound(confidence);
    }

    /** {@return the p-value of the claim that the figure is above 0, 0 to 1} */
    public double p() {
        return lowest.oneSidedTest(0).p();
    }

    /**
     * {@return whether the one-sided lower bound of the figure is above 0}
     *
     * @param confidence the confidence of the bound, above 0.5 and below 1
     */
    public boolean isAboveZero(double confidence) {
        return lowerBound(confidence) > 0;
    }
}

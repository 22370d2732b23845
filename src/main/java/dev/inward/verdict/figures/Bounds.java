package dev.inward.verdict.figures;

import dev.inward.statistics.Interval;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The bounds of a mean at the confidence of claims. If answers are missing, the one-sided bounds
 * and the p-value hold whatever they would have been: each missing answer counts as the least
 * favourable one (Manski 1989, "Anatomy of the Selection Problem").
 *
 * <p>Implementations are immutable and thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface Bounds {

    /** {@return the one-sided lower bound, in the unit of the mean} */
    double lower();

    /** {@return the one-sided upper bound, in the unit of the mean} */
    double upper();

    /**
     * {@return whether the lower bound is above a threshold}
     *
     * @param threshold the threshold, in the unit of the mean
     */
    boolean isAbove(double threshold);

    /**
     * {@return whether the upper bound is below a threshold}
     *
     * @param threshold the threshold, in the unit of the mean
     */
    boolean isBelow(double threshold);

    /** {@return the two-sided interval of the items without missing answers} */
    Interval interval();

    /**
     * {@return the bounds of the items without missing answers; these bounds if none is missing}
     */
    default Bounds ofCompleteItems() {
        return this;
    }

    /**
     * {@return the p-value of the claim that the mean is above a threshold, 0 to 1; it is at most
     * one minus the confidence exactly if the lower bound is above the threshold}
     *
     * @param threshold the threshold, in the unit of the mean
     */
    double p(double threshold);
}

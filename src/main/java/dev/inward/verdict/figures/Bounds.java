package dev.inward.verdict.figures;

import dev.inward.statistics.Interval;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Between what a mean lies, with the confidence that claims are held to.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface Bounds {

    /** {@return the one-sided lower bound} */
    double lower();

    /** {@return the one-sided upper bound} */
    double upper();

    /** {@return whether the lower bound is above a threshold} */
    boolean isAbove(double threshold);

    /** {@return whether the upper bound is below a threshold} */
    boolean isBelow(double threshold);

    /** {@return the two-sided interval} */
    Interval interval();

    /**
     * {@return the p-value of the claim that the mean lies above a threshold; at most one minus the
     * confidence exactly where the lower bound is above it}
     *
     * @param threshold what the mean is held against
     */
    double p(double threshold);
}

package dev.inward.verdict;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A claim about one comparison, and so about one version of a target.
 *
 * <p>Implementations must be thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface ComparisonClaim extends Claim {

    /**
     * {@return the p-value of the claim, 0 to 1: the largest probability of data at least as
     * favourable if the claim does not hold. The claim passes if it is below one minus the
     * confidence}
     *
     * @param measurement the measured comparison
     */
    double p(Measurement measurement);

    /**
     * Decides the claim. The caller has checked that the data are sufficient, as {@link
     * Evidence#judge} does.
     *
     * @param measurement the measured comparison
     * @return the decision with its reason
     */
    Judgement judge(Measurement measurement);
}

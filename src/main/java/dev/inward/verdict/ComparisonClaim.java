package dev.inward.verdict;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A claim about one comparison, that is about one version of a target.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface ComparisonClaim extends Claim {

    /**
     * {@return the p-value of what the claim says: the probability of data like these where it just
     * fails to hold. The claim passes where this is below one minus the confidence}
     *
     * @param measured what was measured
     */
    double p(Measurement measured);

    /**
     * {@return how the claim fares, sufficient data taken for granted: {@link Evidence#judge} sees
     * to that}
     *
     * @param measured what was measured
     */
    Judgement judge(Measurement measured);
}

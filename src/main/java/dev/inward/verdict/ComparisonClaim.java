package dev.inward.verdict;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A claim about one comparison, that is about one version of a target.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public sealed interface ComparisonClaim extends Claim
        permits IntrospectionClaim, AboveBaselineClaim, NoAdvantageClaim {

    /**
     * {@return how the claim fares, sufficient data taken for granted: {@link Evidence#judge} sees
     * to that}
     *
     * @param figures the arithmetic of a comparison
     */
    Judgement judge(Figures figures);
}

package dev.inward.verdict;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The decision on a claim.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum Decision {
    /** The data support the claim with the required confidence. */
    PASS,
    /** The data contradict the claim with the required confidence. */
    FAIL,
    /**
     * The data neither support nor contradict the claim with the required confidence. More items
     * may decide it.
     */
    INCONCLUSIVE
}

package dev.inward.verdict;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How a claim fares against the evidence.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum Decision {
    /** The data support the claim with the confidence asked for. */
    PASS,
    /** The data contradict the claim with the confidence asked for. */
    FAIL,
    /** The data allow both; more items would settle it. */
    INCONCLUSIVE
}

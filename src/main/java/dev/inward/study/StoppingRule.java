package dev.inward.study;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The time at which a comparison has enough items.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum StoppingRule {
    /** When all drawn items are collected. */
    AT_THE_END,
    /**
     * As soon as the claim is decided. The bounds of such a comparison must be valid at any time.
     */
    WHEN_DECIDED
}

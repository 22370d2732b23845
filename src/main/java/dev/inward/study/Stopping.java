package dev.inward.study;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * When a comparison has enough items.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum Stopping {
    /** When all that were drawn are asked. */
    AT_THE_END,
    /** As soon as its claim is decided; whoever judges then must be valid at any time. */
    WHEN_DECIDED
}

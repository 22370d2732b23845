package dev.inward.task.prompt;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Which variant stands around the hypothetical prompt about an item.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum HypotheticalVariant {

    /** The variant of the object-level prompt. */
    MATCHED,

    /** Another variant than that of the object-level prompt. */
    UNMATCHED,

    /** No variant. */
    NONE
}

package dev.inward.model;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The reason why a model stopped.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum FinishReason {
    /** The answer is complete, or the model reached a stop sequence. */
    STOP,
    /** The answer reached the maximum number of tokens. */
    LENGTH,
    /** The model refused to answer. The text is the refusal. */
    REFUSAL,
    /** The provider's content filter stopped the answer. */
    CONTENT_FILTER,
    /** Another reason, or the provider gave none. */
    OTHER
}

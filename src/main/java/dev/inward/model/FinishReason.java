package dev.inward.model;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Why a model stopped.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum FinishReason {
    /** It had said what it wanted to say, or came to a stop sequence. */
    STOP,
    /** It reached the most tokens it was allowed. */
    LENGTH,
    /** It declined to answer; the text is what it said instead. */
    REFUSAL,
    /** The provider's filter cut it off. */
    CONTENT_FILTER,
    /** Something that is none of the above, or that was not said. */
    OTHER
}

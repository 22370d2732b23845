package dev.inward.property;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How the provider says that an answer ended. Immutable and thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum AnswerEnding {
    /** The answer is complete. */
    FINISHED,
    /** The answer reached the token limit, so its end is unknown. */
    TRUNCATED,
    /** The provider calls the answer a refusal. The text can be empty. */
    REFUSED,
    /** A content filter of the provider stopped the answer. The text is empty. */
    FILTERED,
    /** The answer calls tools. The text is the list of the calls. */
    CALLED_TOOL
}

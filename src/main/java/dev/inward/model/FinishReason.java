package dev.inward.model;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The way in which an answer ended. There is no value for other ends: a response that was cut off
 * by an error, or that does not say how it ended, is no answer. A model then fails its future.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum FinishReason {
    /** The answer is complete, or the model reached a stop sequence. */
    STOP,
    /** The answer reached the maximum number of tokens. */
    LENGTH,
    /** The model refused to answer. The text is the refusal; empty if the provider gives none. */
    REFUSAL,
    /** The provider's content filter stopped the answer or blocked the prompt. */
    CONTENT_FILTER,
    /**
     * The model calls tools of the prompt. The text is the list of the calls, see {@link
     * ToolCall#textOf}; text beside the calls is dropped. For a prompt without tools, such a
     * response is no answer.
     */
    TOOL_CALL
}

package dev.inward.model;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What an answer took.
 *
 * @param inputTokens tokens of the prompt, those from a cache included
 * @param cachedInputTokens of these, the tokens that the provider read from its cache
 * @param outputTokens tokens of the answer, reasoning included
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Usage(long inputTokens, long cachedInputTokens, long outputTokens) {

    /** What is known where a provider says nothing. */
    public static final Usage UNKNOWN = new Usage(0, 0, 0);
}

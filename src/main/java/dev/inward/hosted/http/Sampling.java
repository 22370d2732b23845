package dev.inward.hosted.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an answer is drawn.
 *
 * @param temperature 0 for the likeliest answer; null for a reasoning model, which takes none
 * @param topP share of probability to draw from; null leaves it to the server
 * @param maxTokens most tokens of an answer
 * @param stop texts that end an answer
 * @param seed what draws are made from, where the server takes one
 * @param reasoningEffort how long a reasoning model thinks; null for any other model
 * @param topLogprobs how many of the likeliest tokens are told in each place of the answer; null
 *     for none
 */
public record Sampling(
        @Nullable Double temperature,
        @Nullable Double topP,
        int maxTokens,
        List<String> stop,
        @Nullable Long seed,
        @Nullable String reasoningEffort,
        @Nullable Integer topLogprobs) {}

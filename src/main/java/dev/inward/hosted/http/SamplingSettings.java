package dev.inward.hosted.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a model samples an answer.
 *
 * @param temperature 0 for the most likely answer; null for a reasoning model, which accepts none
 * @param topP the share of the probability mass to sample from; null for the server's default
 * @param maxTokens the maximum number of tokens of an answer
 * @param stop the texts that end an answer
 * @param seed the random seed; null if none is sent
 * @param reasoningEffort how much a reasoning model thinks; null for any other model
 * @param topLogprobs how many of the most likely tokens are reported at each position of the
 *     answer; null if log probabilities are not requested
 */
public record SamplingSettings(
        @Nullable Double temperature,
        @Nullable Double topP,
        int maxTokens,
        List<String> stop,
        @Nullable Long seed,
        @Nullable String reasoningEffort,
        @Nullable Integer topLogprobs) {}

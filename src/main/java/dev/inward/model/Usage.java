package dev.inward.model;

import java.util.List;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The number of tokens that an answer used. If one call returned several answers, only the first
 * one carries the tokens of the prompt.
 *
 * @param inputTokens the tokens of the prompt, cached ones included
 * @param cachedInputTokens the prompt tokens that the provider read from its cache; part of {@code
 *     inputTokens}
 * @param outputTokens the tokens of the answer, reasoning included
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Usage(long inputTokens, long cachedInputTokens, long outputTokens) {

    /** The usage of an answer whose provider reports no usage: all counts are 0. */
    public static final Usage UNKNOWN = new Usage(0, 0, 0);

    /**
     * Returns the usage of one call that requests several answers, if this is the usage of one
     * answer: the prompt counts once, and the answer counts {@code samples} times.
     *
     * @param samples the number of answers
     * @return the usage of the call
     */
    public Usage times(int samples) {
        return new Usage(inputTokens, cachedInputTokens, outputTokens * samples);
    }

    /**
     * Splits the usage of one call among its answers. The parts add up to this usage.
     *
     * <p>The first answer carries the tokens of the prompt. Output tokens that the provider does
     * not assign to an answer, such as those of reasoning, are split evenly. If the assigned tokens
     * exceed {@link #outputTokens()}, they are ignored and all output tokens are split evenly.
     *
     * @param outputTokensOfAnswers the output tokens that the provider assigns to each answer; 0 if
     *     it assigns none
     * @return the usage of each answer, in the same order
     */
    public List<Usage> splitAmongAnswers(List<Long> outputTokensOfAnswers) {
        long assigned = outputTokensOfAnswers.stream().mapToLong(Long::longValue).sum();
        boolean isConsistent = assigned <= outputTokens;
        long unassigned = isConsistent ? outputTokens - assigned : outputTokens;
        int answers = outputTokensOfAnswers.size();
        return IntStream.range(0, answers)
                .mapToObj(
                        i ->
                                new Usage(
                                        i == 0 ? inputTokens : 0,
                                        i == 0 ? cachedInputTokens : 0,
                                        (isConsistent ? outputTokensOfAnswers.get(i) : 0)
                                                + unassigned / answers
                                                + (i < unassigned % answers ? 1 : 0)))
                .toList();
    }
}

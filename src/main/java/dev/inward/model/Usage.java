package dev.inward.model;

import java.util.List;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What an answer took. Where one call brought several, the prompt counts for one of them.
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

    /** What so many answers to the same prompt take by one call, of which each takes this. */
    public Usage with(int samples) {
        return new Usage(inputTokens, cachedInputTokens, outputTokens * samples);
    }

    /**
     * What each of several answers took that came by one call which took this: together, neither
     * more nor less. The prompt counts for the first; tokens of answers that the provider tells of
     * none in particular, such as those of reasoning, are spread evenly.
     *
     * @param told tokens of each answer, 0 where they are not told
     */
    public List<Usage> shares(List<Long> told) {
        long sum = told.stream().mapToLong(Long::longValue).sum();
        boolean isCredible = sum <= outputTokens;
        long untold = isCredible ? outputTokens - sum : outputTokens;
        int answers = told.size();
        return IntStream.range(0, answers)
                .mapToObj(
                        i ->
                                new Usage(
                                        i == 0 ? inputTokens : 0,
                                        i == 0 ? cachedInputTokens : 0,
                                        (isCredible ? told.get(i) : 0)
                                                + untold / answers
                                                + (i < untold % answers ? 1 : 0)))
                .toList();
    }
}

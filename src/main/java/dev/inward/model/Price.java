package dev.inward.model;

import java.math.BigDecimal;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The prices of a model per million tokens, in the currency of the provider's price list.
 *
 * <p>Immutable and thread-safe.
 *
 * @param input the price of a million prompt tokens
 * @param cachedInput the price of a million prompt tokens that the provider read from its cache
 * @param output the price of a million answer tokens, reasoning included
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Price(BigDecimal input, BigDecimal cachedInput, BigDecimal output) {

    private static final int DIGITS_OF_MILLION = 6;

    /** OpenAI and Anthropic both charge half the price for answers from a batch. */
    private static final BigDecimal BATCH_FACTOR = new BigDecimal("0.5");

    /**
     * Returns the cost of some tokens at the full price.
     *
     * @param usage the tokens
     * @return their cost: {@code ((inputTokens - cachedInputTokens) * input + cachedInputTokens *
     *     cachedInput + outputTokens * output) / 1000000}, not rounded
     */
    public BigDecimal costOf(Usage usage) {
        long cached = Math.min(usage.cachedInputTokens(), usage.inputTokens());
        return cost(input, usage.inputTokens() - cached)
                .add(cost(cachedInput, cached))
                .add(cost(output, usage.outputTokens()));
    }

    /**
     * Returns the cost of an answer.
     *
     * @param completion the answer
     * @return the cost of its tokens; half of it if the answer came from a batch
     */
    public BigDecimal costOf(Completion completion) {
        BigDecimal fullCost = costOf(completion.usage());
        return completion.isBatchResult() ? fullCost.multiply(BATCH_FACTOR) : fullCost;
    }

    private static BigDecimal cost(BigDecimal price, long tokens) {
        return price.multiply(BigDecimal.valueOf(tokens)).movePointLeft(DIGITS_OF_MILLION);
    }
}

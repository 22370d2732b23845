package dev.inward.model;

import java.math.BigDecimal;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What tokens of a model cost, in the currency of the price list, a million tokens.
 *
 * @param input tokens of prompts
 * @param cachedInput tokens of prompts that the provider read from its cache
 * @param output tokens of answers
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Price(BigDecimal input, BigDecimal cachedInput, BigDecimal output) {

    private static final int MILLION_PLACES = 6;

    /** OpenAI and Anthropic both halve the price of what comes by a batch. */
    private static final BigDecimal SHARE_OF_BATCH = new BigDecimal("0.5");

    /** {@return what this many tokens cost} */
    public BigDecimal of(Usage usage) {
        return times(input, usage.inputTokens() - usage.cachedInputTokens())
                .add(times(cachedInput, usage.cachedInputTokens()))
                .add(times(output, usage.outputTokens()));
    }

    /** {@return what an answer cost: half of what its tokens cost where it came by a batch} */
    public BigDecimal of(Completion completion) {
        BigDecimal full = of(completion.usage());
        return completion.isByBatch() ? full.multiply(SHARE_OF_BATCH) : full;
    }

    private static BigDecimal times(BigDecimal price, long tokens) {
        return price.multiply(BigDecimal.valueOf(tokens)).movePointLeft(MILLION_PLACES);
    }
}

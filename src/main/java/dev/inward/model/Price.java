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

    /** {@return what this many tokens cost} */
    public BigDecimal of(Usage usage) {
        return times(input, usage.inputTokens() - usage.cachedInputTokens())
                .add(times(cachedInput, usage.cachedInputTokens()))
                .add(times(output, usage.outputTokens()));
    }

    private static BigDecimal times(BigDecimal price, long tokens) {
        return price.multiply(BigDecimal.valueOf(tokens)).movePointLeft(MILLION_PLACES);
    }
}

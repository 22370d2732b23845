package dev.inward.model.budget;

import java.math.BigDecimal;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What a run would ask one model for. Calls are counted as if every property were defined on every
 * behaviour that is not known yet; tokens and money are upper bounds, as if each answer came by a
 * call of its own.
 *
 * @param model what people call the model
 * @param kept answers that the store has
 * @param calls answers that it has not
 * @param inputTokens tokens of their prompts, at the most
 * @param outputTokens tokens of the answers, at the most
 * @param money what they cost at the most, in the currency of the price list; empty where a price
 *     is not known
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record PlannedCalls(
        String model,
        long kept,
        long calls,
        long inputTokens,
        long outputTokens,
        Optional<BigDecimal> money) {

    /** {@return both together, under this one's name} */
    public PlannedCalls plus(PlannedCalls other) {
        return new PlannedCalls(
                model,
                kept + other.kept,
                calls + other.calls,
                inputTokens + other.inputTokens,
                outputTokens + other.outputTokens,
                money.flatMap(mine -> other.money.map(mine::add)));
    }
}

package dev.inward.model.budget;

import java.math.BigDecimal;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The estimated calls of a run to one model.
 *
 * <p>The number of calls assumes that every behavioral property is defined on every behavior that
 * is not known yet. Tokens and money are upper bounds. They assume one call per answer.
 *
 * <p>Immutable and thread-safe.
 *
 * @param model the name of the model in evals and reports
 * @param storedAnswers the number of answers that are in the store
 * @param calls the number of answers that are not in the store
 * @param inputTokens an upper bound of the prompt tokens of {@code calls}
 * @param outputTokens an upper bound of the answer tokens of {@code calls}
 * @param money an upper bound of the cost of {@code calls}, in the currency of the price list;
 *     empty if a price is not known
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record PlannedCalls(
        String model,
        long storedAnswers,
        long calls,
        long inputTokens,
        long outputTokens,
        Optional<BigDecimal> money) {

    /**
     * Adds other calls to these.
     *
     * @param other the other calls
     * @return the sum, with the model name of this object; its money is empty if one of the two
     *     amounts is
     */
    public PlannedCalls plus(PlannedCalls other) {
        return new PlannedCalls(
                model,
                storedAnswers + other.storedAnswers,
                calls + other.calls,
                inputTokens + other.inputTokens,
                outputTokens + other.outputTokens,
                money.flatMap(amount -> other.money.map(amount::add)));
    }
}

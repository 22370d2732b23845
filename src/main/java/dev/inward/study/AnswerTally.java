package dev.inward.study;

import java.math.BigDecimal;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How far the answers of one model have come.
 *
 * @param model the model's name
 * @param asked answers asked for so far
 * @param done of these, the ones that came or are missing for good
 * @param missing of these, the ones that are missing
 * @param calls of these, the ones that the model was asked for in this run; the others that are not
 *     missing were kept
 * @param money what the calls cost, in the currency of the price list, as far as prices are known
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record AnswerTally(
        String model, long asked, long done, long missing, long calls, BigDecimal money) {

    public AnswerTally plus(AnswerTally more) {
        return new AnswerTally(
                model,
                asked + more.asked,
                done + more.done,
                missing + more.missing,
                calls + more.calls,
                money.add(more.money));
    }
}

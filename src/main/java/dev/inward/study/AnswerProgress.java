package dev.inward.study;

import java.math.BigDecimal;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The number of answers that were requested from one model, and how many of them are complete.
 *
 * <p>Every count is for the run so far and at least 0. Instances are immutable and thread-safe.
 *
 * @param model the name of the model; never null
 * @param requested the answers that were requested
 * @param done the requested answers that are complete: received, or missing after all retries
 * @param missing the complete answers that are missing
 * @param calls the received answers that came from a call in this run; the other received answers
 *     came from the answer store
 * @param cost the cost of the calls, at least 0, in the currency of the price list; a call without
 *     a known price counts as 0
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record AnswerProgress(
        String model, long requested, long done, long missing, long calls, BigDecimal cost) {

    /**
     * Returns the sums of these counts and others of the same model.
     *
     * @param more the counts to add
     * @return the sums, with the model name of this instance
     */
    public AnswerProgress plus(AnswerProgress more) {
        return new AnswerProgress(
                model,
                requested + more.requested,
                done + more.done,
                missing + more.missing,
                calls + more.calls,
                cost.add(more.cost));
    }
}

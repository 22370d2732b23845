package dev.inward.study;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The predictions of one item under hypothetical prompts about a named model instead of "you".
 *
 * <p>Instances are immutable and thread-safe. No component is null.
 *
 * @param selfOfTarget the target's prediction of the target by name
 * @param crossOfTarget the cross-predictor's prediction of the target by name
 * @param selfOfAnother the target's prediction of another assistant, scored against the target's
 *     own behaviour
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Framings(
        Prediction selfOfTarget, Prediction crossOfTarget, Prediction selfOfAnother) {

    /** {@return whether all three predictions are present} */
    public boolean isComplete() {
        return !selfOfTarget.outcome().isMissing()
                && !crossOfTarget.outcome().isMissing()
                && !selfOfAnother.outcome().isMissing();
    }
}

package dev.inward.study;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What predictors say of an item when its hypothetical prompt is about somebody else.
 *
 * @param selfOfTarget the target's prediction of the target by name
 * @param crossOfTarget the cross-predictor's prediction of the target by name
 * @param selfOfAnother the target's prediction of another assistant, scored as if it were of itself
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Framings(
        Prediction selfOfTarget, Prediction crossOfTarget, Prediction selfOfAnother) {

    /** {@return whether all three predictions came back} */
    public boolean isComplete() {
        return !selfOfTarget.outcome().isMissing()
                && !crossOfTarget.outcome().isMissing()
                && !selfOfAnother.outcome().isMissing();
    }
}

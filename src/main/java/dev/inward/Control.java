package dev.inward;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What is changed about a comparison so that there is nothing to find in it. Whatever passes then
 * is a fault of the instrument.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum Control {
    /** Nothing: the comparison is no control. */
    NONE,
    /** The cross-predictor is a copy of the target, which knows all that the target knows. */
    CLONE,
    /**
     * Predictors are finetuned on labels that are permuted within each task and property: these
     * teach how often each value occurs, and nothing of which answer has which. What a model could
     * tell before finetuning it may still tell, so choose a property that it could not.
     */
    PERMUTED_LABELS
}

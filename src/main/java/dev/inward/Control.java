package dev.inward;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A change of a comparison that removes any advantage. If the claim of an advantage passes on a
 * control, the measurement is wrong.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum Control {
    /** No change: the comparison is not a control. */
    NONE,
    /**
     * The cross-predictor is a copy of the target, so it knows everything that the target knows.
     */
    CLONE,
    /**
     * Predictors are finetuned on labels that are permuted within each task and property. Such
     * labels teach how often each value occurs, but not which answer has it. A model may keep what
     * it knows before finetuning, so choose a property that it cannot predict without finetuning.
     */
    PERMUTED_LABELS
}

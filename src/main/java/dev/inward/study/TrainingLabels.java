package dev.inward.study;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The labels that predictors are finetuned on.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum TrainingLabels {
    /** The property of the target's own answer to each training item. */
    TRUE,
    /**
     * The same values, permuted within each task and property. This is a control: the rows teach
     * how often each value occurs, but not which answer has it.
     */
    PERMUTED
}

package dev.inward.study;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What predictors are finetuned on.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum Labels {
    /** The property of the target's own answer to each training item. */
    TRUE,
    /**
     * The same values, permuted within each task and property: a control. They teach how often each
     * value occurs, and nothing of which answer has which.
     */
    PERMUTED
}

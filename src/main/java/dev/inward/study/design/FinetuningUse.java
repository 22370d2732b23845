package dev.inward.study.design;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Whether the predictors of a comparison are finetuned.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum FinetuningUse {

    /** They are compared as they are. */
    NEVER,

    /** They are finetuned if both models can be. */
    IF_POSSIBLE,

    /** They are finetuned. A model that cannot be finetuned is an error. */
    REQUIRED
}

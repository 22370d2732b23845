package dev.inward.model;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Whether a run uses the batch APIs of its providers. A batch takes up to a day and costs half the
 * price. Models without a batch API are called directly in every mode.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum BatchMode {

    /** Sends each prompt as a separate call, which is answered at once. */
    OFF,

    /** Submits prompts in batches, and resumes batches that earlier runs submitted. */
    ON,

    /** Submits prompts in batches, and ignores batches that earlier runs submitted. */
    ANEW
}

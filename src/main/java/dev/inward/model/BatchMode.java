package dev.inward.model;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Whether models are asked by batches, which take up to a day and half the price, where their
 * provider has any.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum BatchMode {

    /** Every prompt is asked singly, and answered at once. */
    OFF,

    /** By batches; those that earlier runs have submitted are gone on with. */
    ON,

    /** By batches; no answer is taken from one that an earlier run has submitted. */
    ANEW
}

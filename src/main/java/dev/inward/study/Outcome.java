package dev.inward.study;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How a prediction came out.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum Outcome {
    /** Equal to the property of the behaviour, after cleaning on both sides. */
    RIGHT,
    /** A proper answer, but another one. */
    WRONG,
    /** No proper answer to the question; counts as wrong. */
    NON_COMPLIANT,
    /** The model could not be reached; counts neither way. */
    MISSING;

    /** {@return whether there is no prediction at all} */
    public boolean isMissing() {
        return this == MISSING;
    }
}

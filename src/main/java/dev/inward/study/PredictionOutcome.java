package dev.inward.study;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The result of comparing a prediction with the behaviour of the target.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum PredictionOutcome {
    /**
     * The prediction equals the property of the behaviour, after both are cleaned for comparison.
     */
    RIGHT,
    /** The prediction has the required answer format, but another value. */
    WRONG,
    /** The answer does not have the required answer format. It counts as wrong. */
    NON_COMPLIANT,
    /**
     * There is no answer, because the call failed or was not made. It counts neither as right nor
     * as wrong.
     */
    MISSING;

    /** {@return whether there is no prediction} */
    public boolean isMissing() {
        return this == MISSING;
    }
}

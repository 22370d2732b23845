package dev.inward.verdict;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Says that the data allow both a claim and its contrary. Whether a run fails on it is a policy of
 * whoever runs the eval; uncaught, it fails.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class InconclusiveError extends AssertionError {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param message what was claimed, what was measured, and what would settle it
     */
    public InconclusiveError(String message) {
        super(message);
    }
}

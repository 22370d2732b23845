package dev.inward.verdict;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Thrown if the data neither support nor contradict a claim. The test run's policy decides whether
 * the eval fails or is aborted; an uncaught error fails it.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class InconclusiveError extends AssertionError {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message the claim, the measured figures, and the number of items that would settle the
     *     claim
     */
    public InconclusiveError(String message) {
        super(message);
    }
}

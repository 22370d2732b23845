package dev.inward.model;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Says that a model will answer no prompt at all, so that asking on is of no use: the study ends
 * with it, where any other failure makes one answer missing.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class UnusableModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message which model, what is wrong with it, and what mends it
     * @param cause what went wrong
     */
    public UnusableModelException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Makes the exception of a model whose making failed, with the failure's own message. */
    public static UnusableModelException because(String model, Throwable failure) {
        Throwable cause = FailureCauses.causeOf(failure);
        return new UnusableModelException(
                "model '%s' cannot be had: %s".formatted(model, cause.getMessage()), cause);
    }
}

package dev.inward.model;

import java.util.Locale;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The failure of a model that can answer no prompt at all. The study stops. In contrast, any other
 * failure makes a single answer missing.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class UnusableModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which model, what is wrong with it, and how to fix it
     * @param cause the cause
     */
    public UnusableModelException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Creates the exception for a model that could not be created, such as one whose finetuning
     * failed. The message contains the message of the failure.
     *
     * @param model the name of the model
     * @param failure why it could not be created
     * @return the exception
     */
    public static UnusableModelException because(String model, Throwable failure) {
        Throwable cause = FailureCauses.causeOf(failure);
        return new UnusableModelException(
                String.format(
                        Locale.ROOT, "model '%s' is not available: %s", model, cause.getMessage()),
                cause);
    }
}

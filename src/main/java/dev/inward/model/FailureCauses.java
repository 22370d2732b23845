package dev.inward.model;

import java.util.concurrent.CompletionException;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Unwraps the failures of futures.
 *
 * @since 0.1
 */
@API(status = Status.INTERNAL, since = "0.1")
public final class FailureCauses {

    private FailureCauses() {}

    /**
     * Removes the {@link CompletionException} that a dependent future adds around a failure.
     *
     * @param failure the failure that a future reports
     * @return the original failure; {@code failure} itself if it is not wrapped
     */
    public static Throwable causeOf(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }

    /**
     * Describes a failure.
     *
     * @param failure the original failure
     * @return its message; its class if it has none
     */
    public static String messageOf(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.toString() : message;
    }
}

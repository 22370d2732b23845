package dev.inward.model;

import java.util.concurrent.CompletionException;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What made a future fail.
 *
 * @since 0.1
 */
@API(status = Status.INTERNAL, since = "0.1")
public final class FailureCauses {

    private FailureCauses() {}

    /** {@return the failure itself, where another future has wrapped it on its way} */
    public static Throwable causeOf(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }
}

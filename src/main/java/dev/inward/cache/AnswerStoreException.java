package dev.inward.cache;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Says that the store itself fails, not the model: a full disk, a file that cannot be opened. No
 * answer is asked for that could not be kept.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class AnswerStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AnswerStoreException(String message, Throwable cause) {
        super(
                message
                        + ": "
                        + cause.getMessage()
                        + "; free the place, or give another file with -Dinward.store=",
                cause);
    }
}

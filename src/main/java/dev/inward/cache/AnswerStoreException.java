package dev.inward.cache;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Says that what keeps answers fails, not the model: a full disk, a file that cannot be opened, a
 * replay that finds nothing. No answer is asked for that could not be kept.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class AnswerStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AnswerStoreException(String message) {
        super(message);
    }

    private AnswerStoreException(String message, Throwable cause, boolean isComplete) {
        super(isComplete ? message : message + ": " + cause.getMessage(), cause);
    }

    AnswerStoreException(String message, Throwable cause) {
        this(message, cause, false);
    }

    /** Says that the file of the store is the trouble. */
    static AnswerStoreException ofStore(String message, Throwable cause) {
        return new AnswerStoreException(
                "%s: %s; free the place, or give another file with -Dinward.store="
                        .formatted(message, cause.getMessage()),
                cause,
                true);
    }
}

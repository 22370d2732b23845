package dev.inward.cache;

import dev.inward.InwardParameters;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Says that the storage of answers fails, not a model: a full disk, a file that cannot be opened, a
 * missing recording. The caller should stop, because later answers cannot be stored or found
 * either.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class AnswerStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AnswerStoreException(String message) {
        super(message);
    }

    /**
     * @param message the whole message, unlike in {@link #withCause}
     */
    private AnswerStoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Creates an exception whose message ends with that of the cause. */
    static AnswerStoreException withCause(String message, Throwable cause) {
        return new AnswerStoreException(message + ": " + cause.getMessage(), cause);
    }

    /** Creates an exception about the file of the store, with advice how to fix it. */
    static AnswerStoreException ofStore(String message, Throwable cause) {
        return new AnswerStoreException(
                ("%s: %s. Free disk space, or choose another file with -D"
                                + InwardParameters.STORE
                                + "=")
                        .formatted(message, cause.getMessage()),
                cause);
    }
}

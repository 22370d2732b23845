package dev.inward.cache;

import java.nio.file.Path;
import java.util.Locale;
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

    /** Creates an exception about the file of the store, with its cause and how to mend it. */
    static AnswerStoreException ofStore(String message, Path file, Throwable cause) {
        StoreProblem problem = StoreProblem.of(file, cause);
        return new AnswerStoreException(
                String.format(Locale.ROOT, "%s: %s. %s", message, problem.what(), problem.mend()),
                cause);
    }

    /** Creates an exception with a whole message. */
    static AnswerStoreException whole(String message, Throwable cause) {
        return new AnswerStoreException(message, cause);
    }
}

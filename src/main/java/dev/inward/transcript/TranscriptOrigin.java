package dev.inward.transcript;

import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * Where the answers of a task come from, if they were collected elsewhere. Immutable and
 * thread-safe.
 *
 * @param files the files, at least one; copied
 * @param protocol what the predictors had learned from, as the task file states it: {@code
 *     untrained}, {@code held-out-items} or {@code held-out-tasks}
 * @param sampling how the answers were sampled, as the task file states it, such as {@code
 *     temperature 0}; null if it does not
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record TranscriptOrigin(
        List<TranscriptFile> files, String protocol, @Nullable String sampling) {

    /** The protocol of predictors that are not finetuned. */
    public static final String UNTRAINED = "untrained";

    /**
     * Copies the list.
     *
     * @param files as in the record
     * @param protocol as in the record
     * @param sampling as in the record
     */
    public TranscriptOrigin {
        files = List.copyOf(files);
    }

    /** {@return whether the predictors were finetuned, as the task file states it} */
    public boolean hasTrainedPredictors() {
        return !protocol.equals(UNTRAINED);
    }
}

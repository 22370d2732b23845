package dev.inward.transcript;

import dev.inward.model.Completion;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * An answer of a transcript, or the reason why there is none. Immutable and thread-safe.
 *
 * @param completion the answer; null if it is missing
 * @param whyMissing why it is missing; empty if it is not
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record TranscriptAnswer(@Nullable Completion completion, String whyMissing) {

    /**
     * {@return a given answer}
     *
     * @param completion the answer
     */
    public static TranscriptAnswer of(Completion completion) {
        return new TranscriptAnswer(completion, "");
    }

    /**
     * {@return a missing answer}
     *
     * @param why the reason
     */
    public static TranscriptAnswer missing(String why) {
        return new TranscriptAnswer(null, why);
    }
}

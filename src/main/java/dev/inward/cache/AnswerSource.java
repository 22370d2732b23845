package dev.inward.cache;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Where answers come from: models, what is kept of them, or both.
 *
 * <p>Implementations are thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface AnswerSource extends AutoCloseable {

    /**
     * Gets an answer.
     *
     * @return the answer to come; completes exceptionally where there is none, and with an {@link
     *     AnswerStoreException} where no other question will fare better
     */
    CompletableFuture<AnswerResult> answer(AnswerRequest question);

    /**
     * Gets several answers to one prompt, which one call may bring.
     *
     * @param samples questions that differ in nothing but the number of the sample
     * @return the answers to come in that order, each as {@link #answer} would have it
     */
    default List<CompletableFuture<AnswerResult>> answers(List<AnswerRequest> samples) {
        return samples.stream().map(this::answer).toList();
    }

    /** Finishes what is still to be written and lets go of all files. */
    @Override
    default void close() {}

    /** {@return a source that asks the model each time and keeps nothing} */
    static AnswerSource uncached() {
        return question ->
                question.model()
                        .complete(question.prompt())
                        .thenApply(completion -> new AnswerResult(completion, true));
    }
}

package dev.inward.cache;

import dev.inward.model.FinetunableModel.TrainingCost;
import dev.inward.model.FinetuningProgress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A source of answers: models, stored answers, or both.
 *
 * <p>Implementations are thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface AnswerSource extends AutoCloseable {

    /**
     * Gets one answer.
     *
     * @param request the answer to get
     * @return a future of the answer; completes exceptionally if there is none, and with an {@link
     *     AnswerStoreException} if every other request will fail too
     */
    CompletableFuture<AnswerResult> answer(AnswerRequest request);

    /**
     * Gets several answers to one prompt. An implementation may get them with one call.
     *
     * @param samples requests that differ only in the sample number
     * @return one future per request, in the same order, as {@link #answer} returns it
     */
    default List<CompletableFuture<AnswerResult>> answers(List<AnswerRequest> samples) {
        return samples.stream().map(this::answer).toList();
    }

    /**
     * Checks that all answers that this source has got are kept. The default does nothing.
     *
     * @throws AnswerStoreException if an answer could not be kept, or if the kept ones have
     *     vanished
     */
    default void requireKept() {}

    /** {@return what pays for finetunings; by default without a limit} */
    default FinetuningProgress.Expenses finetuningExpenses() {
        return FinetuningProgress.Expenses.UNLIMITED;
    }

    /**
     * Counts a finetuning, if this source only plans. The default does nothing.
     *
     * @param model the name of the finetuned model
     * @param maxCost returns the most that the finetuning can cost
     */
    default void planTraining(String model, Supplier<TrainingCost> maxCost) {}

    /** Finishes pending writes and closes all files. */
    @Override
    default void close() {}

    /** {@return a source that calls the model for every request and stores nothing} */
    static AnswerSource uncached() {
        return request ->
                request.sampleModel()
                        .complete(request.prompt())
                        .thenApply(completion -> new AnswerResult(completion, true));
    }
}

package dev.inward.model;

import java.math.BigDecimal;
import java.util.concurrent.CompletableFuture;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A listener for the progress of a finetuning, and what pays for it. The thread that trains calls
 * it, so an implementation returns quickly.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface FinetuningProgress {

    /**
     * Receives the number of finished training steps. Not every step is reported.
     *
     * @param done the steps done so far, at least 1
     * @param total the total number of steps
     */
    void stepDone(int done, int total);

    /** {@return what pays for the finetuning; by default without a limit} */
    default Expenses expenses() {
        return Expenses.UNLIMITED;
    }

    /** Pays for a finetuning, within the limits of a run. Implementations are thread-safe. */
    interface Expenses {

        /** Pays for everything. */
        Expenses UNLIMITED =
                new Expenses() {
                    @Override
                    public void reserve(BigDecimal maxCost) {}

                    @Override
                    public void settle(BigDecimal maxCost, BigDecimal cost) {}

                    @Override
                    public CompletableFuture<Completion> complete(ChatModel model, Prompt prompt) {
                        return model.complete(prompt);
                    }
                };

        /**
         * Reserves money before anything is submitted. Never waits.
         *
         * @param maxCost the most that the training can cost
         * @throws RuntimeException if the run may not spend that much; nothing may be submitted
         *     then
         */
        void reserve(BigDecimal maxCost);

        /**
         * Replaces a reservation by the real cost.
         *
         * @param maxCost the reserved money
         * @param cost the real cost
         */
        void settle(BigDecimal maxCost, BigDecimal cost);

        /**
         * Asks a model for an answer that becomes a row. Never waits for other calls.
         *
         * @param model the model
         * @param prompt the prompt
         * @return the future answer; fails if the run may not spend that much
         */
        CompletableFuture<Completion> complete(ChatModel model, Prompt prompt);
    }
}

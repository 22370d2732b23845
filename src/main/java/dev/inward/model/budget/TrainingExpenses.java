package dev.inward.model.budget;

import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.FinetuningProgress;
import dev.inward.model.Prompt;
import java.math.BigDecimal;
import java.util.concurrent.CompletableFuture;

/**
 * Pays for finetunings within a budget. Nothing here waits for calls in flight, because these may
 * wait for the finetuning.
 *
 * <p>This class is thread-safe.
 */
record TrainingExpenses(Budget budget) implements FinetuningProgress.Expenses {

    /**
     * Reserves the cost of a finetuning.
     *
     * @throws BudgetException if it could exceed the budget
     */
    @Override
    public void reserve(BigDecimal maxCost) {
        budget.reserveTraining(maxCost);
    }

    @Override
    public void settle(BigDecimal maxCost, BigDecimal cost) {
        budget.settleTraining(maxCost, cost);
    }

    @Override
    public CompletableFuture<Completion> complete(ChatModel model, Prompt prompt) {
        return budget.completeWithoutWaiting(model, prompt);
    }
}

package dev.inward.model.budget;

import dev.inward.InwardParameters;
import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.FinetunableModel;
import dev.inward.model.FinetuningProgress;
import dev.inward.model.PricedModel;
import dev.inward.model.Prompt;
import dev.inward.model.SamplingModel;
import dev.inward.model.budget.Spending.Reservation;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * The limits on what a run spends. A call is sent only if it fits into the budget even when its
 * answer has the maximum length. Otherwise it waits for the calls in flight: their real cost may be
 * lower than what is reserved for them. If no call is in flight, it fails.
 *
 * <p>Each requested answer counts as one call, also if one request returns several. Retries after
 * transport failures do not count.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class Budget {

    private record QueuedCall(
            Reservation reservation,
            Supplier<CompletableFuture<List<Completion>>> request,
            CompletableFuture<List<Completion>> answers) {}

    private final Spending spending;
    private final Deque<QueuedCall> queue = new ArrayDeque<>();
    private long callsInFlight;
    private boolean isAdmitting;

    /**
     * Creates a budget.
     *
     * @param money the most money to spend, in the currency of the price list; null for no limit
     * @param calls the most calls to make; null for no limit
     */
    public Budget(@Nullable BigDecimal money, @Nullable Long calls) {
        spending = new Spending(money, calls);
    }

    /** {@return a budget without limits} */
    public static Budget unlimited() {
        return new Budget(null, null);
    }

    /**
     * Checks that this budget can limit the spending of a model.
     *
     * @param name the name of the model, for the message
     * @param model the model to check
     * @throws IllegalArgumentException if money is limited, and the price of the model or the cost
     *     of its finetuning is not known
     */
    public void requirePrice(String name, ChatModel model) {
        if (spending.isMoneyLimited() && model instanceof FinetunableModel finetunable) {
            finetunable.requireBoundedTrainingCost();
        }
        if (spending.isMoneyLimited()
                && model instanceof PricedModel priced
                && priced.price().isEmpty()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "model '%s' has no 'price' in models.yaml, so -D"
                                    + InwardParameters.BUDGET
                                    + "= cannot limit its cost; add price: {input: …, output: …} per million tokens if its provider supports it, or limit the calls with -D"
                                    + InwardParameters.MAX_CALLS
                                    + "=",
                            name));
        }
    }

    /**
     * Submits a prompt to a model as soon as the budget allows it. Returns at once.
     *
     * @param model the model to call
     * @param prompt the prompt to submit
     * @return the future answer; completes with a {@link BudgetException} if the call could exceed
     *     the budget
     */
    public CompletableFuture<Completion> complete(ChatModel model, Prompt prompt) {
        return spending.isLimited()
                ? enqueue(model, prompt, 1, () -> model.complete(prompt).thenApply(List::of))
                        .thenApply(answers -> answers.get(0))
                : model.complete(prompt);
    }

    /**
     * Submits a prompt to a model and requests several answers in one call, as soon as the budget
     * allows all of them. Returns at once.
     *
     * @param model the model to call
     * @param prompt the prompt to submit
     * @param samples the number of requested answers, at least 1
     * @return the future answers, possibly fewer than requested. Completes with a {@link
     *     BudgetException} if that many answers could exceed the budget; fewer may still fit
     */
    public CompletableFuture<List<Completion>> complete(
            SamplingModel model, Prompt prompt, int samples) {
        return spending.isLimited()
                ? enqueue(model, prompt, samples, () -> model.complete(prompt, samples))
                : model.complete(prompt, samples);
    }

    /** {@return what pays for finetunings within this budget} */
    public FinetuningProgress.Expenses finetuningExpenses() {
        return new TrainingExpenses(this);
    }

    synchronized void reserveTraining(BigDecimal maxCost) {
        BudgetException refusal = spending.reserveTraining(maxCost);
        if (refusal != null) {
            throw refusal;
        }
    }

    void settleTraining(BigDecimal maxCost, BigDecimal cost) {
        synchronized (this) {
            spending.settleTraining(maxCost, cost);
        }
        admit();
    }

    /** Calls a model at once, or fails: calls in flight may wait for the caller. */
    CompletableFuture<Completion> completeWithoutWaiting(ChatModel model, Prompt prompt) {
        var call =
                new QueuedCall(
                        Reservation.of(model, prompt, 1),
                        () -> model.complete(prompt).thenApply(List::of),
                        new CompletableFuture<>());
        synchronized (this) {
            BudgetException refusal = spending.refusal(call.reservation());
            if (refusal != null) {
                return CompletableFuture.failedFuture(refusal);
            }
            spending.reserve(call.reservation());
            callsInFlight++;
        }
        send(call);
        return call.answers().thenApply(answers -> answers.get(0));
    }

    private CompletableFuture<List<Completion>> enqueue(
            ChatModel model,
            Prompt prompt,
            int samples,
            Supplier<CompletableFuture<List<Completion>>> request) {
        var call =
                new QueuedCall(
                        Reservation.of(model, prompt, samples), request, new CompletableFuture<>());
        synchronized (this) {
            queue.add(call);
        }
        admit();
        return call.answers();
    }

    /**
     * Sends or rejects the calls at the head of the queue until one has to wait.
     *
     * <p>Only one thread admits calls at a time. A call that completes at once admits nothing
     * itself, so that a long queue of such calls does not recurse.
     */
    private void admit() {
        while (true) {
            QueuedCall first;
            @Nullable BudgetException refusal;
            synchronized (this) {
                first = queue.peek();
                if (isAdmitting || first == null) {
                    return;
                }
                refusal = spending.refusal(first.reservation());
                if (refusal != null
                        && callsInFlight > 0
                        && !spending.exceedsMaxCalls(first.reservation())) {
                    return;
                }
                queue.remove();
                if (refusal == null) {
                    spending.reserve(first.reservation());
                    callsInFlight++;
                }
                isAdmitting = true;
            }
            try {
                if (refusal == null) {
                    send(first);
                } else {
                    first.answers().completeExceptionally(refusal);
                }
            } finally {
                synchronized (this) {
                    isAdmitting = false;
                }
            }
        }
    }

    private void send(QueuedCall call) {
        CompletableFuture<List<Completion>> unused =
                request(call)
                        .whenComplete(
                                (completions, failure) -> {
                                    settle(call, completions);
                                    if (failure == null) {
                                        call.answers().complete(completions);
                                    } else {
                                        call.answers().completeExceptionally(failure);
                                    }
                                    admit();
                                });
    }

    private static CompletableFuture<List<Completion>> request(QueuedCall call) {
        try {
            return call.request().get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private synchronized void settle(QueuedCall call, @Nullable List<Completion> completions) {
        callsInFlight--;
        spending.settle(call.reservation(), completions);
    }
}

package dev.inward.model.budget;

import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.FinetunableModel;
import dev.inward.model.PricedModel;
import dev.inward.model.Prompt;
import dev.inward.model.SamplingModel;
import dev.inward.model.budget.Spending.Outlay;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * What a run may spend. A call is made only where the budget holds even if the answer is as long as
 * it can be; a call for which that is not sure waits until those under way have told what they
 * really took.
 *
 * <p>A call is an answer that is asked for; asking again after a failure of transport is no other
 * call. Several answers to one prompt are as many calls, also where they are asked for together.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class Budget {

    private record Call(
            Outlay outlay,
            Supplier<CompletableFuture<List<Completion>>> asking,
            CompletableFuture<List<Completion>> answers) {}

    private final Spending spending;
    private final Deque<Call> line = new ArrayDeque<>();
    private long underWay;
    private boolean isAdmitting;

    /**
     * Makes a budget.
     *
     * @param money most money, in the currency of the price list; null for any amount
     * @param calls most calls; null for any number
     */
    public Budget(@Nullable BigDecimal money, @Nullable Long calls) {
        spending = new Spending(money, calls);
    }

    /** {@return a budget that never ends} */
    public static Budget unlimited() {
        return new Budget(null, null);
    }

    /**
     * Refuses a model whose spending cannot be foreseen.
     *
     * @param name what the model is called
     * @throws IllegalArgumentException when money is limited and the model's price is not known, or
     *     anything is limited and the model is finetuned at a price
     */
    public void requirePrice(String name, ChatModel model) {
        if (spending.isLimited()
                && model instanceof PricedModel
                && model instanceof FinetunableModel) {
            throw new IllegalArgumentException(
                    "model '%s' has 'finetuning: true' in models.yaml, and what that takes is in no budget; leave it out, or run without -Dinward.budget= and -Dinward.max-calls="
                            .formatted(name));
        }
        if (spending.isMoneyLimited()
                && model instanceof PricedModel priced
                && priced.price().isEmpty()) {
            throw new IllegalArgumentException(
                    "model '%s' has no 'price' in models.yaml, so that a budget of money cannot be kept; where its provider takes one, add price: {input: …, output: …}, a million tokens each, or limit the calls with -Dinward.max-calls="
                            .formatted(name));
        }
    }

    /**
     * Asks a model where the budget allows it.
     *
     * @return the answer to come; completes with a {@link BudgetException} when the call could
     *     break the budget
     */
    public CompletableFuture<Completion> ask(ChatModel model, Prompt prompt) {
        return spending.isLimited()
                ? ask(model, prompt, 1, () -> model.complete(prompt).thenApply(List::of))
                        .thenApply(answers -> answers.get(0))
                : model.complete(prompt);
    }

    /**
     * Asks a model for several answers together, where the budget allows as many.
     *
     * @param samples how many answers are wanted, at least 1
     * @return the answers to come, fewer where the server gives fewer; completes with a {@link
     *     BudgetException} when so many could break the budget, which a single one may not
     */
    public CompletableFuture<List<Completion>> ask(
            SamplingModel model, Prompt prompt, int samples) {
        return spending.isLimited()
                ? ask(model, prompt, samples, () -> model.complete(prompt, samples))
                : model.complete(prompt, samples);
    }

    private CompletableFuture<List<Completion>> ask(
            ChatModel model,
            Prompt prompt,
            int samples,
            Supplier<CompletableFuture<List<Completion>>> asking) {
        var call = new Call(Outlay.of(model, prompt, samples), asking, new CompletableFuture<>());
        synchronized (this) {
            line.add(call);
        }
        admit();
        return call.answers();
    }

    /** Starts or refuses whoever stands first in the line, until one has to wait. */
    private void admit() {
        while (true) {
            Call first;
            @Nullable BudgetException refusal;
            synchronized (this) {
                first = line.peek();
                if (isAdmitting || first == null) {
                    return;
                }
                refusal = spending.refusal(first.outlay());
                if (refusal != null && underWay > 0 && !spending.isOutOfCalls(first.outlay())) {
                    return;
                }
                line.remove();
                if (refusal == null) {
                    spending.reserve(first.outlay());
                    underWay++;
                }
                isAdmitting = true;
            }
            try {
                if (refusal == null) {
                    start(first);
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

    private void start(Call call) {
        CompletableFuture<List<Completion>> unused =
                answers(call)
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

    private static CompletableFuture<List<Completion>> answers(Call call) {
        try {
            return call.asking().get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private synchronized void settle(Call call, @Nullable List<Completion> completions) {
        underWay--;
        spending.settle(call.outlay(), completions);
    }
}

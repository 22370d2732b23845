package dev.inward.model;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * What a run may spend. A call is made only where the budget holds even if the answer is as long as
 * it can be; a call for which that is not sure waits until those under way have told what they
 * really took.
 *
 * <p>A call is a prompt that is asked; asking it again after a failure of transport is no other
 * call.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class Budget {

    private record Call(
            ChatModel model,
            Prompt prompt,
            BigDecimal most,
            CompletableFuture<Completion> answer) {}

    private final @Nullable BigDecimal money;
    private final @Nullable Long calls;
    private final Deque<Call> line = new ArrayDeque<>();
    private BigDecimal spent = BigDecimal.ZERO;
    private BigDecimal reserved = BigDecimal.ZERO;
    private long made;
    private long underWay;
    private boolean isAdmitting;

    /**
     * Makes a budget.
     *
     * @param money most money, in the currency of the price list; null for any amount
     * @param calls most calls; null for any number
     */
    public Budget(@Nullable BigDecimal money, @Nullable Long calls) {
        this.money = money;
        this.calls = calls;
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
        boolean isLimited = money != null || calls != null;
        if (isLimited && model instanceof PricedModel && model instanceof FinetunableModel) {
            throw new IllegalArgumentException(
                    "model '%s' has 'finetuning: true' in models.yaml, and what that takes is in no budget; leave it out, or run without -Dinward.budget= and -Dinward.max-calls="
                            .formatted(name));
        }
        if (money != null && model instanceof PricedModel priced && priced.price().isEmpty()) {
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
        if (money == null && calls == null) {
            return model.complete(prompt);
        }
        var call = new Call(model, prompt, most(model, prompt), new CompletableFuture<>());
        synchronized (this) {
            line.add(call);
        }
        admit();
        return call.answer();
    }

    private static BigDecimal most(ChatModel model, Prompt prompt) {
        return model instanceof PricedModel priced
                ? priced.price().map(price -> price.of(priced.most(prompt))).orElse(BigDecimal.ZERO)
                : BigDecimal.ZERO;
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
                refusal = refusal(first);
                if (refusal != null && underWay > 0 && !isOutOfCalls()) {
                    return;
                }
                line.remove();
                if (refusal == null) {
                    made++;
                    underWay++;
                    reserved = reserved.add(first.most());
                }
                isAdmitting = true;
            }
            try {
                if (refusal == null) {
                    start(first);
                } else {
                    first.answer().completeExceptionally(refusal);
                }
            } finally {
                synchronized (this) {
                    isAdmitting = false;
                }
            }
        }
    }

    private boolean isOutOfCalls() {
        return calls != null && made >= calls;
    }

    private @Nullable BudgetException refusal(Call call) {
        if (isOutOfCalls()) {
            return new BudgetException(
                    "the run may make %d calls, and this would be one more; allow more with -Dinward.max-calls="
                            .formatted(calls));
        }
        if (money != null && spent.add(reserved).add(call.most()).compareTo(money) > 0) {
            return new BudgetException(
                    "of the budget of %s, %s is spent, and this call could cost %s; allow more with -Dinward.budget="
                            .formatted(
                                    money.toPlainString(),
                                    spent.toPlainString(),
                                    call.most().toPlainString()));
        }
        return null;
    }

    private void start(Call call) {
        CompletableFuture<Completion> unused =
                answer(call)
                        .whenComplete(
                                (completion, failure) -> {
                                    settle(call, completion);
                                    if (failure == null) {
                                        call.answer().complete(completion);
                                    } else {
                                        call.answer().completeExceptionally(failure);
                                    }
                                    admit();
                                });
    }

    private static CompletableFuture<Completion> answer(Call call) {
        try {
            return call.model().complete(call.prompt());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * What an answer took is spent, and the most it can have taken where the server does not say;
     * one that failed has cost nothing.
     */
    private synchronized void settle(Call call, @Nullable Completion completion) {
        underWay--;
        reserved = reserved.subtract(call.most());
        if (completion != null && call.model() instanceof PricedModel priced) {
            spent =
                    spent.add(
                            completion.usage().equals(Usage.UNKNOWN)
                                    ? call.most()
                                    : priced.price()
                                            .map(price -> price.of(completion))
                                            .orElse(BigDecimal.ZERO));
        }
    }
}

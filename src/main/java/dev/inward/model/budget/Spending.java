package dev.inward.model.budget;

import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.PricedModel;
import dev.inward.model.Prompt;
import dev.inward.model.Usage;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run has spent of what it may, and what calls under way can still cost.
 *
 * <p>Not thread-safe: {@link Budget} guards it.
 */
final class Spending {

    /**
     * Answers that are asked for together.
     *
     * @param samples how many
     * @param most what they can cost together at the most
     */
    record Outlay(ChatModel model, Prompt prompt, int samples, BigDecimal most) {

        static Outlay of(ChatModel model, Prompt prompt, int samples) {
            return new Outlay(model, prompt, samples, Outlay.most(model, prompt, samples));
        }

        private static BigDecimal most(ChatModel model, Prompt prompt, int samples) {
            return model instanceof PricedModel priced
                    ? priced.price()
                            .map(price -> price.of(priced.most(prompt).with(samples)))
                            .orElse(BigDecimal.ZERO)
                    : BigDecimal.ZERO;
        }

        /** What answers have cost, or the most they can have where the server does not say. */
        private BigDecimal cost(List<Completion> completions) {
            boolean isUnknown =
                    completions.stream()
                            .allMatch(completion -> completion.usage().equals(Usage.UNKNOWN));
            if (isUnknown) {
                return most(model, prompt, completions.size());
            }
            return model instanceof PricedModel priced
                    ? priced.price()
                            .map(
                                    price ->
                                            completions.stream()
                                                    .map(price::of)
                                                    .reduce(BigDecimal.ZERO, BigDecimal::add))
                            .orElse(BigDecimal.ZERO)
                    : BigDecimal.ZERO;
        }
    }

    private final @Nullable BigDecimal money;
    private final @Nullable Long calls;
    private BigDecimal spent = BigDecimal.ZERO;
    private BigDecimal reserved = BigDecimal.ZERO;
    private long made;

    /**
     * @param money most money; null for any amount
     * @param calls most calls; null for any number
     */
    Spending(@Nullable BigDecimal money, @Nullable Long calls) {
        this.money = money;
        this.calls = calls;
    }

    boolean isLimited() {
        return isMoneyLimited() || calls != null;
    }

    boolean isMoneyLimited() {
        return money != null;
    }

    boolean isOutOfCalls(Outlay outlay) {
        return calls != null && made + outlay.samples() > calls;
    }

    /** Why something is too much, with what is under way; null where it is not. */
    @Nullable BudgetException refusal(Outlay outlay) {
        if (isOutOfCalls(outlay)) {
            return new BudgetException(
                    "the run may make %d calls, has made %d, and this would be %d more; allow more with -Dinward.max-calls="
                            .formatted(calls, made, outlay.samples()));
        }
        if (money != null && spent.add(reserved).add(outlay.most()).compareTo(money) > 0) {
            return new BudgetException(
                    "of the budget of %s, %s is spent, and this call could cost %s; allow more with -Dinward.budget="
                            .formatted(
                                    money.toPlainString(),
                                    spent.toPlainString(),
                                    outlay.most().toPlainString()));
        }
        return null;
    }

    void reserve(Outlay outlay) {
        made += outlay.samples();
        reserved = reserved.add(outlay.most());
    }

    /**
     * Spends what answers took; those that failed have cost nothing. Answers that did not come with
     * the others will be asked for by other calls.
     *
     * @param completions what came; null where all failed
     */
    void settle(Outlay outlay, @Nullable List<Completion> completions) {
        reserved = reserved.subtract(outlay.most());
        if (completions != null) {
            made -= outlay.samples() - completions.size();
            spent = spent.add(outlay.cost(completions));
        }
    }
}

package dev.inward.model.budget;

import dev.inward.InwardParameters;
import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.PricedModel;
import dev.inward.model.Prompt;
import dev.inward.model.Usage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a run, what it has spent, and what is reserved for calls in flight.
 *
 * <p>Not thread-safe: {@link Budget} guards it.
 */
final class Spending {

    /**
     * The calls and the money that one request for answers needs.
     *
     * @param samples the number of requested answers; each counts as one call
     * @param maxCost an upper bound of what they cost together
     */
    record Reservation(ChatModel model, Prompt prompt, int samples, BigDecimal maxCost) {

        static Reservation of(ChatModel model, Prompt prompt, int samples) {
            return new Reservation(model, prompt, samples, maxCost(model, prompt, samples));
        }

        private static BigDecimal maxCost(ChatModel model, Prompt prompt, int samples) {
            return model instanceof PricedModel priced
                    ? priced.price()
                            .map(price -> price.costOf(priced.maxUsage(prompt).times(samples)))
                            .orElse(BigDecimal.ZERO)
                    : BigDecimal.ZERO;
        }

        /** Returns the cost of some answers; the upper bound if the server reports no usage. */
        private BigDecimal cost(List<Completion> completions) {
            boolean isUnknown =
                    completions.stream()
                            .allMatch(completion -> completion.usage().equals(Usage.UNKNOWN));
            if (isUnknown) {
                return maxCost(model, prompt, completions.size());
            }
            return model instanceof PricedModel priced
                    ? priced.price()
                            .map(
                                    price ->
                                            completions.stream()
                                                    .map(price::costOf)
                                                    .reduce(BigDecimal.ZERO, BigDecimal::add))
                            .orElse(BigDecimal.ZERO)
                    : BigDecimal.ZERO;
        }
    }

    private final @Nullable BigDecimal maxMoney;
    private final @Nullable Long maxCalls;
    private BigDecimal spentMoney = BigDecimal.ZERO;
    private BigDecimal reservedMoney = BigDecimal.ZERO;
    private long calls;

    /**
     * @param maxMoney the most money; null for no limit
     * @param maxCalls the most calls; null for no limit
     */
    Spending(@Nullable BigDecimal maxMoney, @Nullable Long maxCalls) {
        this.maxMoney = maxMoney;
        this.maxCalls = maxCalls;
    }

    boolean isLimited() {
        return isMoneyLimited() || maxCalls != null;
    }

    boolean isMoneyLimited() {
        return maxMoney != null;
    }

    /**
     * Reserves money for a finetuning.
     *
     * @return why it does not fit; null if it is reserved
     */
    @Nullable BudgetException reserveTraining(BigDecimal maxCost) {
        if (isAboveBudget(maxCost)) {
            return new BudgetException(
                    String.format(
                            Locale.ROOT,
                            "the budget is %s, and %s is spent or reserved; the finetuning could cost %s. Raise the budget with -D"
                                    + InwardParameters.BUDGET
                                    + "=, or lower 'epochs' or the number of training items",
                            limit(),
                            spentMoney.add(reservedMoney).toPlainString(),
                            maxCost.toPlainString()));
        }
        reservedMoney = reservedMoney.add(maxCost);
        return null;
    }

    /** Replaces the reservation of a finetuning by its cost. */
    void settleTraining(BigDecimal maxCost, BigDecimal cost) {
        reservedMoney = reservedMoney.subtract(maxCost);
        spentMoney = spentMoney.add(cost);
    }

    private String limit() {
        return maxMoney == null ? "" : maxMoney.toPlainString();
    }

    private boolean isAboveBudget(BigDecimal more) {
        return maxMoney != null && spentMoney.add(reservedMoney).add(more).compareTo(maxMoney) > 0;
    }

    boolean exceedsMaxCalls(Reservation reservation) {
        return maxCalls != null && calls + reservation.samples() > maxCalls;
    }

    /**
     * Checks whether a reservation fits into the budget, next to the calls in flight.
     *
     * @return why it does not fit; null if it fits
     */
    @Nullable BudgetException refusal(Reservation reservation) {
        if (exceedsMaxCalls(reservation)) {
            return new BudgetException(
                    String.format(
                            Locale.ROOT,
                            "the run may make %d calls and has made %d; this needs %d more. Raise the limit with -D"
                                    + InwardParameters.MAX_CALLS
                                    + "=",
                            maxCalls,
                            calls,
                            reservation.samples()));
        }
        if (isAboveBudget(reservation.maxCost())) {
            return new BudgetException(
                    String.format(
                            Locale.ROOT,
                            "the budget is %s and %s is spent; this call could cost %s. Raise the budget with -D"
                                    + InwardParameters.BUDGET
                                    + "=",
                            limit(),
                            spentMoney.toPlainString(),
                            reservation.maxCost().toPlainString()));
        }
        return null;
    }

    void reserve(Reservation reservation) {
        calls += reservation.samples();
        reservedMoney = reservedMoney.add(reservation.maxCost());
    }

    /**
     * Replaces a reservation by the real cost of its answers. A failed call costs nothing. Answers
     * that the server did not return are no longer counted: other calls request them again.
     *
     * @param completions the answers; null if the call failed
     */
    void settle(Reservation reservation, @Nullable List<Completion> completions) {
        reservedMoney = reservedMoney.subtract(reservation.maxCost());
        if (completions != null) {
            calls -= reservation.samples() - completions.size();
            spentMoney = spentMoney.add(reservation.cost(completions));
        }
    }
}

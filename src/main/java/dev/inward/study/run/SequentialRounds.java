package dev.inward.study.run;

import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ItemRounds;
import dev.inward.task.Item;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Collects a comparison in batches of whole rounds, each half as large again as all before it.
 *
 * @param compare makes the comparison of some items; what was asked before is not asked again
 */
record SequentialRounds(
        ItemRounds rounds,
        Function<List<Item>, CompletableFuture<Comparison>> compare,
        Predicate<Comparison> isDecided) {

    /** With fewer rounds no task has enough items, and with fewer items nothing is decided. */
    private static final int FIRST_ROUNDS = 10;

    private static final int FIRST_ITEMS = 40;

    static SequentialRounds of(
            ComparisonRequest request,
            Function<List<Item>, CompletableFuture<Comparison>> compare,
            Predicate<Comparison> isDecided) {
        return new SequentialRounds(ItemRounds.of(request), compare, isDecided);
    }

    CompletableFuture<Comparison> collect() {
        int itemsEach = Math.max(1, rounds.items().size() / rounds.count());
        int first = Math.max(FIRST_ROUNDS, (FIRST_ITEMS + itemsEach - 1) / itemsEach);
        return collect(Math.min(rounds.count(), first), null);
    }

    /**
     * @param before the comparison of the batches before; where most of a further batch is missing,
     *     as where the budget has ended, it stands
     */
    private CompletableFuture<Comparison> collect(int upTo, @Nullable Comparison before) {
        return compare.apply(rounds.first(upTo))
                .thenCompose(
                        made -> {
                            Comparison comparison = made.ofRounds(upTo);
                            if (before != null && gotNothing(before, comparison)) {
                                return CompletableFuture.completedFuture(before);
                            }
                            return upTo == rounds.count() || isDecided.test(comparison)
                                    ? CompletableFuture.completedFuture(comparison)
                                    : collect(
                                            Math.min(rounds.count(), upTo + (upTo + 1) / 2),
                                            comparison);
                        });
    }

    private static boolean gotNothing(Comparison before, Comparison comparison) {
        int asked = comparison.asked() - before.asked();
        return 2 * (comparison.missing() - before.missing()) > asked;
    }
}

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
 * Collects a comparison in steps of whole rounds. Each step adds half as many rounds as all steps
 * before it.
 *
 * @param rounds the items of the comparison, in rounds
 * @param compare measures the comparison on some items; answers of earlier steps are reused
 * @param isDecided whether no further step is needed
 */
record SequentialRounds(
        ItemRounds rounds,
        Function<List<Item>, CompletableFuture<Comparison>> compare,
        Predicate<Comparison> isDecided) {

    /**
     * With fewer rounds, each task has too few prompts. With fewer prompts, no claim can be
     * decided.
     */
    private static final int MIN_FIRST_ROUNDS = 10;

    private static final int MIN_FIRST_PROMPTS = 40;

    static SequentialRounds of(
            ComparisonRequest request,
            Function<List<Item>, CompletableFuture<Comparison>> compare,
            Predicate<Comparison> isDecided) {
        return new SequentialRounds(ItemRounds.of(request), compare, isDecided);
    }

    CompletableFuture<Comparison> collect() {
        int promptsPerRound = Math.max(1, rounds.clusters().size() / rounds.count());
        int firstCount =
                Math.max(
                        MIN_FIRST_ROUNDS,
                        (MIN_FIRST_PROMPTS + promptsPerRound - 1) / promptsPerRound);
        return collect(Math.min(rounds.count(), firstCount), null);
    }

    /**
     * @param previous the comparison of the steps so far; null before the first step. It is the
     *     result if most answers of the next step are missing, for example because the budget is
     *     used up
     */
    private CompletableFuture<Comparison> collect(int count, @Nullable Comparison previous) {
        return compare.apply(rounds.first(count))
                .thenCompose(
                        measured -> {
                            Comparison comparison = measured.withRounds(count);
                            if (previous != null && isMostlyMissing(previous, comparison)) {
                                return CompletableFuture.completedFuture(previous);
                            }
                            return count == rounds.count() || isDecided.test(comparison)
                                    ? CompletableFuture.completedFuture(comparison)
                                    : collect(
                                            Math.min(rounds.count(), count + (count + 1) / 2),
                                            comparison);
                        });
    }

    private static boolean isMostlyMissing(Comparison previous, Comparison comparison) {
        int added = comparison.itemsToPredict() - previous.itemsToPredict();
        return 2 * (comparison.missing() - previous.missing()) > added;
    }
}

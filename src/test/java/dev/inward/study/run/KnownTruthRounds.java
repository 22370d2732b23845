package dev.inward.study.run;

import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.task.Item;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;

/** Collects items in steps as a {@link Study} does, without calling models. */
public final class KnownTruthRounds {

    private KnownTruthRounds() {}

    /** {@return the comparison of the last step} */
    public static Comparison collect(
            ComparisonRequest request,
            Function<List<Item>, Comparison> compare,
            Predicate<Comparison> isDecided) {
        return SequentialRounds.of(
                        request,
                        items -> CompletableFuture.completedFuture(compare.apply(items)),
                        isDecided)
                .collect()
                .join();
    }
}

package dev.inward.junit;

import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.Stopping;
import dev.inward.study.run.Study;
import dev.inward.verdict.DecisionRule;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.Verdict;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Starts the comparisons of evals, one after the other, on a thread of its own.
 *
 * <p>This class is thread-safe.
 */
final class ComparisonRunner {

    private final Study study;
    private final boolean isPlan;
    private final Consumer<Verdict> judged;
    private final ExecutorService starting =
            Executors.newSingleThreadExecutor(
                    work -> {
                        var thread = new Thread(work, "inward-study");
                        thread.setDaemon(true);
                        return thread;
                    });

    /**
     * @param isPlan whether nobody is asked
     * @param judged hears every verdict on what was measured
     */
    ComparisonRunner(Study study, boolean isPlan, Consumer<Verdict> judged) {
        this.study = study;
        this.isPlan = isPlan;
        this.judged = judged;
    }

    /** Starts what the evidence of an eval needs. */
    List<Evidence> start(ResolvedEval plan) {
        List<CompletableFuture<Comparison>> comparisons =
                plan.comparisons().stream()
                        .map(
                                request ->
                                        CompletableFuture.completedFuture(request)
                                                .thenComposeAsync(
                                                        asked -> compare(asked, plan.standard()),
                                                        starting))
                        .toList();
        CompletableFuture<List<Comparison>> matrix = matrix(comparisons);
        return IntStream.range(0, comparisons.size())
                .mapToObj(
                        i ->
                                Evidence.of(
                                        plan.comparisons().get(i),
                                        comparisons.get(i),
                                        matrix,
                                        plan.standard(),
                                        judged))
                .toList();
    }

    private CompletableFuture<Comparison> compare(
            ComparisonRequest request, DecisionRule standard) {
        // A plan is an upper bound: nothing is decided where nobody answers.
        return request.stopping() == Stopping.WHEN_DECIDED && !isPlan
                ? study.compareUntil(
                        request, comparison -> Evidence.isDecided(comparison, standard))
                : study.compare(request);
    }

    /** All that come; one that fails says so in its own eval. */
    private static CompletableFuture<List<Comparison>> matrix(
            List<CompletableFuture<Comparison>> comparisons) {
        return CompletableFuture.allOf(comparisons.toArray(new CompletableFuture<?>[0]))
                .handle(
                        (done, failure) ->
                                comparisons.stream()
                                        .filter(coming -> !coming.isCompletedExceptionally())
                                        .map(CompletableFuture::join)
                                        .toList());
    }

    /** Starts no further comparison. */
    void stop() {
        starting.shutdownNow();
    }
}

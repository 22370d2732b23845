package dev.inward.junit;

import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.StoppingRule;
import dev.inward.study.run.Study;
import dev.inward.study.stage.StudyStages;
import dev.inward.verdict.DecisionRule;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.Verdict;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Starts the comparisons of evals one after the other on its own thread.
 *
 * <p>This class is thread-safe.
 */
final class ComparisonRunner {

    private final Study study;
    private final boolean isPlanOnly;
    private final Consumer<Verdict> onVerdict;
    private final ExecutorService executor =
            Executors.newSingleThreadExecutor(
                    work -> {
                        var thread = new Thread(work, "inward-study");
                        thread.setDaemon(true);
                        return thread;
                    });

    /**
     * @param isPlanOnly whether the run calls no model
     * @param onVerdict receives each verdict on the evidence
     */
    ComparisonRunner(Study study, boolean isPlanOnly, Consumer<Verdict> onVerdict) {
        this.study = study;
        this.isPlanOnly = isPlanOnly;
        this.onVerdict = onVerdict;
    }

    /**
     * Starts the comparisons of an eval and returns one evidence for each.
     *
     * @param stages returns what hears of the stages of a comparison
     */
    List<Evidence> start(ResolvedEval eval, Function<ComparisonRequest, StudyStages> stages) {
        List<CompletableFuture<Comparison>> comparisons =
                eval.comparisons().stream()
                        .map(
                                request ->
                                        CompletableFuture.completedFuture(request)
                                                .thenComposeAsync(
                                                        started ->
                                                                compare(
                                                                        started,
                                                                        stages.apply(started),
                                                                        eval.rule()),
                                                        executor))
                        .toList();
        CompletableFuture<List<Comparison>> all = succeeded(comparisons);
        return IntStream.range(0, comparisons.size())
                .mapToObj(
                        i ->
                                Evidence.of(
                                        eval.comparisons().get(i),
                                        comparisons.get(i),
                                        all.thenApply(done -> besides(comparisons.get(i), done)),
                                        eval.rule(),
                                        onVerdict))
                .toList();
    }

    private CompletableFuture<Comparison> compare(
            ComparisonRequest request, StudyStages stages, DecisionRule rule) {
        // A plan is an upper bound: without answers, no comparison stops early.
        return request.stopping() == StoppingRule.WHEN_DECIDED && !isPlanOnly
                ? study.compareUntil(
                        request, stages, comparison -> Evidence.isDecided(comparison, rule))
                : study.compare(request, stages);
    }

    /** Leaves failed comparisons out: their own evals report the failure. */
    private static CompletableFuture<List<Comparison>> succeeded(
            List<CompletableFuture<Comparison>> comparisons) {
        return CompletableFuture.allOf(comparisons.toArray(new CompletableFuture<?>[0]))
                .handle(
                        (ignored, failure) ->
                                comparisons.stream()
                                        .filter(
                                                comparison ->
                                                        !comparison.isCompletedExceptionally())
                                        .map(CompletableFuture::join)
                                        .toList());
    }

    /** A study has comparisons of several properties. A claim is about one of them. */
    private static List<Comparison> besides(
            CompletableFuture<Comparison> own, List<Comparison> all) {
        if (own.isCompletedExceptionally()) {
            return List.of();
        }
        Comparison comparison = own.join();
        return all.stream()
                .filter(it -> it.request().property().equals(comparison.request().property()))
                .toList();
    }

    /** Starts no further comparison. */
    void stop() {
        executor.shutdownNow();
    }
}

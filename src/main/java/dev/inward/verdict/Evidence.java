package dev.inward.verdict;

import dev.inward.Margin;
import dev.inward.property.ResponseCleaning;
import dev.inward.statistics.Agreement;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.Prediction;
import dev.inward.study.ScoredItem;
import dev.inward.study.Stopping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * What was measured on one property of one target with one cross-predictor, and what was concluded
 * from it. An eval method gets it as its parameter and claims something of it.
 *
 * <p>The measurement may be still under way: who asks for it waits. This class is thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class Evidence {

    private final ComparisonRequest request;
    private final CompletableFuture<Comparison> comparison;
    private final CompletableFuture<Optional<Figures>> figures;
    private final CompletableFuture<List<Comparison>> matrix;
    private @Nullable ClaimLadder ladder;
    private final Standard standard;
    private final Consumer<Verdict> judged;
    private final List<Verdict> verdicts = new ArrayList<>();

    private Evidence(
            ComparisonRequest request,
            CompletableFuture<Comparison> comparison,
            CompletableFuture<List<Comparison>> matrix,
            Standard standard,
            Consumer<Verdict> judged) {
        this.request = request;
        this.comparison = comparison;
        this.figures =
                comparison.thenApply(measured -> Figures.of(measured, standard.confidence()));
        this.matrix = matrix;
        this.standard = standard;
        this.judged = judged;
    }

    /**
     * Makes evidence of a comparison that may still be to come.
     *
     * @param request what was asked for
     * @param comparison what came of it
     * @param matrix what came of it and of all comparisons of the same property that are made with
     *     it; those that failed are left out
     * @param standard what claims are held against
     * @param judged hears every verdict before {@link #judge} returns it
     */
    public static Evidence of(
            ComparisonRequest request,
            CompletableFuture<Comparison> comparison,
            CompletableFuture<List<Comparison>> matrix,
            Standard standard,
            Consumer<Verdict> judged) {
        return new Evidence(request, comparison, matrix, standard, judged);
    }

    /**
     * Makes evidence of a comparison that is made alone.
     *
     * @param request what was asked for
     * @param comparison what came of it
     * @param standard what claims are held against
     * @param judged hears every verdict before {@link #judge} returns it
     */
    public static Evidence of(
            ComparisonRequest request,
            CompletableFuture<Comparison> comparison,
            Standard standard,
            Consumer<Verdict> judged) {
        return of(request, comparison, comparison.thenApply(List::of), standard, judged);
    }

    /**
     * {@return whether the claim that self-prediction beats cross-prediction by the standard's
     * margin is decided by what a comparison has so far}
     *
     * @param comparison one that stops when decided
     * @param standard what the claim is held against
     */
    public static boolean isDecided(Comparison comparison, Standard standard) {
        Optional<Figures> figures = Figures.of(comparison, standard.confidence());
        return Sufficiency.lack(comparison, figures).isEmpty()
                && new IntrospectionClaim(standard.margin()).isDecided(figures.orElseThrow());
    }

    /** {@return what was asked for} */
    public ComparisonRequest request() {
        return request;
    }

    /** {@return confidence and margin that claims are held against} */
    public Standard standard() {
        return standard;
    }

    /**
     * Waits for the comparison.
     *
     * @throws RuntimeException what ended the study, where something did
     */
    public Comparison comparison() {
        return joined(comparison);
    }

    private static <T> T joined(CompletableFuture<T> coming) {
        try {
            return coming.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** {@return the arithmetic, or nothing where not one pair of predictions came back} */
    public Optional<Figures> figures() {
        return joined(figures);
    }

    /** {@return how far the evidence climbs the claim ladder; waits for what it is held against} */
    public synchronized ClaimLadder ladder() {
        ClaimLadder read = ladder;
        if (read == null) {
            read = new LadderReading(comparison(), joined(matrix), standard.confidence()).read();
            ladder = read;
        }
        return read;
    }

    /**
     * {@return how predictions and behaviour agree beyond chance, or nothing where not one pair of
     * predictions came back}
     *
     * @param predictor whose predictions, such as {@code ScoredItem::self}
     */
    public Optional<Agreement> agreement(Function<ScoredItem, Prediction> predictor) {
        List<ScoredItem> items = comparison().completeItems();
        return items.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Agreement.of(
                                items.stream()
                                        .map(item -> predictor.apply(item).answer())
                                        .map(ResponseCleaning::forComparison)
                                        .toList(),
                                items.stream()
                                        .map(ScoredItem::expected)
                                        .map(ResponseCleaning::forComparison)
                                        .toList()));
    }

    /**
     * Judges a claim. The verdict has been told to whoever keeps verdicts when this returns, so
     * that it is never lost to an exception thrown because of it.
     */
    public Verdict judge(ComparisonClaim claim) {
        refuseOtherMargin(claim);
        Comparison measured = comparison();
        Optional<Figures> arithmetic = figures();
        Judgement judgement =
                Sufficiency.lack(measured, arithmetic)
                        .map(Judgement::undecidable)
                        .orElseGet(() -> claim.judge(this, arithmetic.orElseThrow()));
        var verdict = new Verdict(this, claim, judgement);
        synchronized (verdicts) {
            verdicts.add(verdict);
        }
        judged.accept(verdict);
        return verdict;
    }

    /** Items were collected until a claim was decided; of another margin they may be too few. */
    private void refuseOtherMargin(ComparisonClaim claim) {
        if (request.stopping() == Stopping.WHEN_DECIDED
                && claim instanceof IntrospectionClaim introspection
                && !introspection.by().equals(standard.margin())) {
            throw new IllegalArgumentException(
                    "the comparison stopped when a margin of %s was decided, but %s is claimed; name it in @IntrospectionEval(margin = %s), or leave inward.sequential out"
                            .formatted(
                                    standard.margin(), introspection.by(), introspection.margin()));
        }
    }

    /** {@return the verdicts so far, in their order} */
    public List<Verdict> verdicts() {
        synchronized (verdicts) {
            return List.copyOf(verdicts);
        }
    }

    /** {@return who predicts whom: {@code atlas, predicted by borealis}} */
    @Override
    public String toString() {
        return request.displayName();
    }

    /**
     * What claims are held against.
     *
     * @param confidence of one-sided bounds and two-sided intervals, above 0.5 and below 1
     * @param margin what {@code byTheMargin()} stands for
     * @param isMarginImposed whether the margin replaces those that assertions name, as one from a
     *     configuration parameter does
     */
    public record Standard(double confidence, Margin margin, boolean isMarginImposed) {

        /** Refuses a confidence that is none. */
        public Standard {
            if (!(confidence > 0.5 && confidence < 1)) {
                throw new IllegalArgumentException(
                        "a confidence is a share above 0.5 and below 1, got "
                                + confidence
                                + "; 95 % are 0.95");
            }
        }

        /** {@return the margin that a claim is held against whose author wrote this one} */
        public Margin margin(Margin written) {
            return isMarginImposed ? margin : written;
        }
    }
}

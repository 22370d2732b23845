package dev.inward.verdict;

import dev.inward.property.ResponseCleaning;
import dev.inward.statistics.agreement.Agreement;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.Prediction;
import dev.inward.study.ScoredItem;
import dev.inward.study.Stopping;
import dev.inward.verdict.figures.DataSufficiency;
import dev.inward.verdict.figures.Figures;
import dev.inward.verdict.ladder.ClaimLadder;
import dev.inward.verdict.ladder.ClaimLadderEvaluator;
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
    private final DecisionRule rule;
    private final Consumer<Verdict> judged;
    private final List<Verdict> verdicts = new ArrayList<>();

    private Evidence(
            ComparisonRequest request,
            CompletableFuture<Comparison> comparison,
            CompletableFuture<List<Comparison>> matrix,
            DecisionRule rule,
            Consumer<Verdict> judged) {
        this.request = request;
        this.comparison = comparison;
        this.figures = comparison.thenApply(measured -> Figures.of(measured, rule.confidence()));
        this.matrix = matrix;
        this.rule = rule;
        this.judged = judged;
    }

    /**
     * Makes evidence of a comparison that may still be to come.
     *
     * @param request what was asked for
     * @param comparison what came of it
     * @param matrix what came of it and of all comparisons of the same property that are made with
     *     it; those that failed are left out
     * @param rule what claims are held against
     * @param judged hears every verdict before {@link #judge} returns it
     */
    public static Evidence of(
            ComparisonRequest request,
            CompletableFuture<Comparison> comparison,
            CompletableFuture<List<Comparison>> matrix,
            DecisionRule rule,
            Consumer<Verdict> judged) {
        return new Evidence(request, comparison, matrix, rule, judged);
    }

    /**
     * Makes evidence of a comparison that is made alone.
     *
     * @param request what was asked for
     * @param comparison what came of it
     * @param rule what claims are held against
     * @param judged hears every verdict before {@link #judge} returns it
     */
    public static Evidence of(
            ComparisonRequest request,
            CompletableFuture<Comparison> comparison,
            DecisionRule rule,
            Consumer<Verdict> judged) {
        return of(request, comparison, comparison.thenApply(List::of), rule, judged);
    }

    /**
     * {@return whether the claim that self-prediction beats cross-prediction by the rule's margin
     * is decided by what a comparison has so far}
     *
     * @param comparison one that stops when decided
     * @param rule what the claim is held against
     */
    public static boolean isDecided(Comparison comparison, DecisionRule rule) {
        Optional<Figures> figures = Figures.of(comparison, rule.confidence());
        return DataSufficiency.lack(comparison).isEmpty()
                && new IntrospectionClaim(rule.margin()).isDecided(figures.orElseThrow());
    }

    /** {@return what was asked for} */
    public ComparisonRequest request() {
        return request;
    }

    /** {@return confidence and margin that claims are held against} */
    public DecisionRule rule() {
        return rule;
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
            read = new ClaimLadderEvaluator(comparison(), joined(matrix), rule.confidence()).read();
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
                DataSufficiency.lack(measured)
                        .map(Judgement::undecidable)
                        .orElseGet(() -> claim.judge(measurement(arithmetic.orElseThrow())));
        var verdict = new Verdict(this, claim, judgement);
        synchronized (verdicts) {
            verdicts.add(verdict);
        }
        judged.accept(verdict);
        return verdict;
    }

    Measurement measurement(Figures arithmetic) {
        return new Measurement(arithmetic, this::ladder);
    }

    /** Items were collected until a claim was decided; of another margin they may be too few. */
    private void refuseOtherMargin(ComparisonClaim claim) {
        if (request.stopping() == Stopping.WHEN_DECIDED
                && claim instanceof IntrospectionClaim introspection
                && !introspection.by().equals(rule.margin())) {
            throw new IllegalArgumentException(
                    "the comparison stopped when a margin of %s was decided, but %s is claimed; name it in @IntrospectionEval(margin = %s), or leave inward.sequential out"
                            .formatted(rule.margin(), introspection.by(), introspection.margin()));
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
}

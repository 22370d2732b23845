package dev.inward.verdict;

import dev.inward.InwardParameters;
import dev.inward.statistics.agreement.Agreement;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.Prediction;
import dev.inward.study.ScoredItem;
import dev.inward.study.StoppingRule;
import dev.inward.verdict.figures.Figures;
import dev.inward.verdict.figures.ScalingCurve;
import dev.inward.verdict.items.DataSufficiency;
import dev.inward.verdict.ladder.ClaimLadder;
import dev.inward.verdict.ladder.evaluation.ClaimLadderEvaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * The measurement of one property of one target with one cross-predictor, and the verdicts based on
 * it. An eval method receives it as its parameter and asserts claims about it.
 *
 * <p>The measurement may still be in progress. A method that needs it blocks until it is complete.
 *
 * <p>This class is thread-safe.
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
    private final Consumer<Verdict> verdictListener;
    private final List<Verdict> verdicts = new ArrayList<>();

    private Evidence(
            ComparisonRequest request,
            CompletableFuture<Comparison> comparison,
            CompletableFuture<List<Comparison>> matrix,
            DecisionRule rule,
            Consumer<Verdict> verdictListener) {
        this.request = request;
        this.comparison = comparison;
        this.figures = comparison.thenApply(measured -> Figures.of(measured, rule.confidence()));
        this.matrix = matrix;
        this.rule = rule;
        this.verdictListener = verdictListener;
    }

    /**
     * Creates the evidence of a comparison that may still be in progress.
     *
     * @param request the request of the comparison
     * @param comparison the future comparison
     * @param matrix the future comparisons of the same property in the same run, this one included
     *     and failed ones excluded
     * @param rule the confidence and the margin of claims
     * @param verdictListener receives every verdict before {@link #judge} returns it
     * @return the evidence
     */
    public static Evidence of(
            ComparisonRequest request,
            CompletableFuture<Comparison> comparison,
            CompletableFuture<List<Comparison>> matrix,
            DecisionRule rule,
            Consumer<Verdict> verdictListener) {
        return new Evidence(request, comparison, matrix, rule, verdictListener);
    }

    /**
     * Creates the evidence of a comparison that has no other comparisons of its property beside it.
     *
     * @param request the request of the comparison
     * @param comparison the future comparison
     * @param rule the confidence and the margin of claims
     * @param verdictListener receives every verdict before {@link #judge} returns it
     * @return the evidence
     */
    public static Evidence of(
            ComparisonRequest request,
            CompletableFuture<Comparison> comparison,
            DecisionRule rule,
            Consumer<Verdict> verdictListener) {
        return of(request, comparison, comparison.thenApply(List::of), rule, verdictListener);
    }

    /**
     * {@return whether the items so far decide the claim that self-prediction beats
     * cross-prediction by the margin of a rule}
     *
     * @param comparison a comparison that may stop early
     * @param rule the confidence and the margin of the claim
     */
    public static boolean isDecided(Comparison comparison, DecisionRule rule) {
        return DataSufficiency.whyInsufficient(comparison).isEmpty()
                && new IntrospectionClaim(rule.margin())
                        .isDecided(Figures.of(comparison, rule.confidence()).orElseThrow());
    }

    /** {@return the request of the comparison} */
    public ComparisonRequest request() {
        return request;
    }

    /** {@return the confidence and the margin of claims} */
    public DecisionRule rule() {
        return rule;
    }

    /**
     * Waits for the comparison.
     *
     * @return the comparison
     * @throws RuntimeException the failure that ended the study, if it failed
     */
    public Comparison comparison() {
        return join(comparison);
    }

    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /**
     * Waits for the comparison and returns its figures.
     *
     * @return the figures; empty if no item has both predictions
     * @throws RuntimeException the failure that ended the study, if it failed
     */
    public Optional<Figures> figures() {
        return join(figures);
    }

    /**
     * Returns the claim ladder. Waits for all comparisons of the property; the ladder is computed
     * once.
     *
     * @return the claim ladder
     * @throws RuntimeException the failure that ended the study, if it failed
     */
    public synchronized ClaimLadder ladder() {
        ClaimLadder result = ladder;
        if (result == null) {
            result =
                    new ClaimLadderEvaluator(comparison(), join(matrix), rule.confidence())
                            .evaluate();
            ladder = result;
        }
        return result;
    }

    /**
     * Returns the comparisons of the same property that the eval or study has, this one included
     * and failed ones excluded. Waits for all of them.
     *
     * @return the comparisons, in the order of the eval; unmodifiable
     * @throws RuntimeException the failure that ended the study, if it failed
     */
    public List<Comparison> comparisonsOfProperty() {
        return List.copyOf(join(matrix));
    }

    /**
     * Returns how the accuracies grow with the number of finetuning rows. Waits for all comparisons
     * of the property.
     *
     * @return the curve; empty unless the study has this comparison with several numbers of rows
     * @throws RuntimeException the failure that ended the study, if it failed
     */
    public Optional<ScalingCurve> scaling() {
        return ScalingCurve.of(comparison(), join(matrix), rule.confidence());
    }

    /**
     * {@return the agreement of predictions and behaviour beyond chance; empty if no item has both
     * predictions}
     *
     * @param predictor the predictions to use, such as {@code ScoredItem::self}
     * @throws RuntimeException the failure that ended the study, if it failed
     */
    public Optional<Agreement> agreement(Function<ScoredItem, Prediction> predictor) {
        return BehaviourAgreement.of(
                comparison().completeItems(), predictor, request().property().answerFormat());
    }

    /**
     * Judges a claim. The verdict listener has received the verdict when this method returns, so an
     * exception that is thrown because of the verdict cannot lose it.
     *
     * @param claim the claim
     * @return the verdict; INCONCLUSIVE if the data are insufficient
     * @throws IllegalArgumentException if the comparison stopped early and the claim has another
     *     margin
     * @throws RuntimeException the failure that ended the study, if it failed
     */
    public Verdict judge(ComparisonClaim claim) {
        requireMarginOfRule(claim);
        Comparison measured = comparison();
        Judgement judgement =
                DataSufficiency.whyInsufficient(measured)
                        .map(Judgement::undecidable)
                        .orElseGet(() -> claim.judge(measurement(figures().orElseThrow())));
        var verdict = new Verdict(this, claim, judgement);
        synchronized (verdicts) {
            verdicts.add(verdict);
        }
        verdictListener.accept(verdict);
        return verdict;
    }

    Measurement measurement(Figures measuredFigures) {
        return new Measurement(comparison(), measuredFigures, this::ladder);
    }

    /** The items were collected until one margin was decided; they may be too few for another. */
    private void requireMarginOfRule(ComparisonClaim claim) {
        if (request.stopping() == StoppingRule.WHEN_DECIDED
                && claim instanceof IntrospectionClaim introspection
                && !introspection.threshold().equals(rule.margin())) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the comparison stopped when a margin of %s was decided, but the assertion claims %s. Set @IntrospectionEval(margin = %s), or omit "
                                    + InwardParameters.SEQUENTIAL
                                    + ".",
                            rule.margin(),
                            introspection.threshold(),
                            introspection.margin()));
        }
    }

    /** {@return the verdicts so far, in the order of the claims; an unmodifiable copy} */
    public List<Verdict> verdicts() {
        synchronized (verdicts) {
            return List.copyOf(verdicts);
        }
    }

    /** {@return the models of the comparison: {@code atlas, predicted by borealis}} */
    @Override
    public String toString() {
        return request.displayName();
    }
}

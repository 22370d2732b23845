package dev.inward.assertion;

import dev.inward.Margin;
import dev.inward.verdict.AboveModeBaselineClaim;
import dev.inward.verdict.ComparisonClaim;
import dev.inward.verdict.Decision;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.InconclusiveError;
import dev.inward.verdict.IntrospectionClaim;
import dev.inward.verdict.NoAdvantageClaim;
import dev.inward.verdict.RungClaim;
import dev.inward.verdict.Verdict;
import dev.inward.verdict.ladder.Rung;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.assertj.core.api.AbstractAssert;

/**
 * Asserts claims about evidence. Each claim becomes a verdict, which is kept before anything is
 * thrown: an {@link AssertionError} on FAIL, an {@link InconclusiveError} on INCONCLUSIVE.
 *
 * <p>Not thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class EvidenceAssert extends AbstractAssert<EvidenceAssert, Evidence> {

    public EvidenceAssert(Evidence evidence) {
        super(evidence, EvidenceAssert.class);
    }

    /** Starts the paper's own claim; a margin completes it, and without one nothing is asserted. */
    public ByMargin selfPredictionBeatsCrossPrediction() {
        isNotNull();
        return new ByMargin();
    }

    /**
     * Claims that self-prediction beats always answering the most frequent value of the training
     * rows. Whoever learned from the same rows may do as well: it is no sign of self-knowledge.
     */
    public EvidenceAssert selfPredictionBeatsModeBaseline() {
        isNotNull();
        return holds(new AboveModeBaselineClaim());
    }

    /**
     * Claims that no advantage is shown. This is what a control has to come to: a clone as the
     * cross-predictor, or permuted labels, must never pass the paper's own claim. Data that could
     * decide nothing are INCONCLUSIVE here too.
     *
     * @param margin the margin of the claim that must not pass; one from a configuration parameter
     *     replaces it
     */
    public EvidenceAssert selfPredictionIsNotShownToBeatCrossPrediction(Margin margin) {
        isNotNull();
        return holds(new NoAdvantageClaim(actual.rule().margin(margin)));
    }

    /**
     * Claims that the evidence stands on a rung of the {@linkplain
     * dev.inward.verdict.ladder.ClaimLadder claim ladder}.
     */
    public EvidenceAssert stands(Rung rung) {
        isNotNull();
        return holds(new RungClaim(rung));
    }

    /** Claims that self-prediction beats classifiers that see the prompt alone. */
    public EvidenceAssert overInputOnlyClassifiers() {
        return stands(Rung.INPUT_ONLY_CLASSIFIERS);
    }

    /**
     * Claims that self-prediction beats every other predictor, and by more than the models differ
     * as predictors and as targets.
     */
    public EvidenceAssert overTheBestThirdParty() {
        return stands(Rung.THIRD_PARTIES);
    }

    /** Claims that self-prediction beats cross-prediction where the two models differ. */
    public EvidenceAssert onTheDisagreementSubset() {
        return stands(Rung.DISAGREEMENT);
    }

    /** Claims that the advantage stays when the target is named, and goes for another assistant. */
    public EvidenceAssert underEveryFraming() {
        return stands(Rung.FRAMING);
    }

    private EvidenceAssert holds(ComparisonClaim claim) {
        Verdict verdict = actual.judge(claim);
        return switch (verdict.decision()) {
            case PASS -> myself;
            case FAIL ->
                    throw failureWithActualExpected(
                            Decision.FAIL, Decision.PASS, "%s", FailureMessage.of(verdict));
            case INCONCLUSIVE -> throw new InconclusiveError(FailureMessage.of(verdict));
        };
    }

    /**
     * The claim that self-prediction beats cross-prediction, short of its margin.
     *
     * @since 0.1
     */
    public final class ByMargin {

        private ByMargin() {}

        /**
         * Completes the claim.
         *
         * @param margin what the advantage must exceed; one from the configuration parameter {@code
         *     inward.margin} replaces it
         */
        public EvidenceAssert byAtLeast(Margin margin) {
            return holds(new IntrospectionClaim(actual.rule().margin(margin)));
        }

        /** Completes the claim with the margin that the eval's annotation names. */
        public EvidenceAssert byTheMargin() {
            return byAtLeast(actual.rule().margin());
        }
    }
}

package dev.inward.assertion;

import dev.inward.Margin;
import dev.inward.study.design.StudyClaim;
import dev.inward.verdict.AboveModeBaselineClaim;
import dev.inward.verdict.ComparisonClaim;
import dev.inward.verdict.Decision;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.InconclusiveError;
import dev.inward.verdict.IntrospectionClaim;
import dev.inward.verdict.MeasurementClaim;
import dev.inward.verdict.NoAdvantageClaim;
import dev.inward.verdict.RungClaim;
import dev.inward.verdict.Verdict;
import dev.inward.verdict.ladder.Rung;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about evidence. Each assertion judges a claim. The verdict is reported to the run
 * before anything is thrown: an {@link AssertionError} on FAIL, an {@link InconclusiveError} on
 * INCONCLUSIVE.
 *
 * <pre>{@code
 * // Passes if the lower bound of the advantage is above 5 points and self-prediction beats the mode
 * // baseline.
 * assertThat(evidence).selfPredictionBeatsCrossPrediction().byAtLeast(percentagePoints(5));
 *
 * // Fails if the upper bound of the advantage is below 90 points.
 * assertThat(evidence).selfPredictionBeatsCrossPrediction().byAtLeast(percentagePoints(90));
 * }</pre>
 *
 * <p>Every method throws the failure of the study if the comparison failed, and an {@link
 * AssertionError} if the evidence is null. Not thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class EvidenceAssert extends AbstractAssert<EvidenceAssert, Evidence> {

    private static final Pattern OWN_FRAME =
            Pattern.compile("dev\\.inward\\.(assertion\\.|junit\\.EvalExtension)");

    /**
     * Creates assertions about evidence.
     *
     * @param evidence the evidence; if it is null, every assertion fails
     */
    public EvidenceAssert(Evidence evidence) {
        super(evidence, EvidenceAssert.class);
    }

    /**
     * Starts the claim that self-prediction beats cross-prediction. Without a margin nothing is
     * asserted.
     *
     * @return the claim without its margin
     */
    public ByMargin selfPredictionBeatsCrossPrediction() {
        isNotNull();
        return new ByMargin();
    }

    /**
     * Asserts that self-prediction beats the mode baseline: the constant answer that is the most
     * frequent value of the training rows. This is no evidence of self-knowledge, since any
     * predictor that learns from the same rows may beat it.
     *
     * @return this assertion
     * @throws InconclusiveError if the data do not decide the claim
     */
    public EvidenceAssert selfPredictionBeatsModeBaseline() {
        isNotNull();
        return assertClaim(new AboveModeBaselineClaim());
    }

    /**
     * Asserts that no advantage of self-prediction is shown. A control needs this result: with a
     * clone as the cross-predictor, or with permuted labels, the claim of the paper must not pass.
     *
     * @param margin the margin of the claim that must not pass; a margin from the configuration
     *     parameter {@code inward.margin} replaces it
     * @return this assertion
     * @throws InconclusiveError if the data are insufficient
     */
    public EvidenceAssert selfPredictionIsNotShownToBeatCrossPrediction(Margin margin) {
        isNotNull();
        return assertClaim(new NoAdvantageClaim(actual.rule().margin(margin)));
    }

    /**
     * Asserts that the evidence reaches a rung of the {@linkplain
     * dev.inward.verdict.ladder.ClaimLadder claim ladder}.
     *
     * @param rung the rung
     * @return this assertion
     * @throws InconclusiveError if the data do not decide the claim or the rung is not tested
     */
    public EvidenceAssert reaches(Rung rung) {
        isNotNull();
        return assertClaim(new RungClaim(rung));
    }

    /**
     * Asserts that self-prediction beats classifiers that see the prompt only.
     *
     * @return this assertion
     * @throws InconclusiveError if the data do not decide the claim or the rung is not tested
     */
    public EvidenceAssert overInputOnlyClassifiers() {
        return reaches(Rung.INPUT_ONLY_CLASSIFIERS);
    }

    /**
     * Asserts that self-prediction beats every other predictor, even after the quality of the
     * predictors and the difficulty of the targets cancel.
     *
     * @return this assertion
     * @throws InconclusiveError if the data do not decide the claim or the rung is not tested
     */
    public EvidenceAssert overTheBestThirdParty() {
        return reaches(Rung.THIRD_PARTIES);
    }

    /**
     * Asserts that self-prediction beats cross-prediction on the items on which the two models
     * behave differently.
     *
     * @return this assertion
     * @throws InconclusiveError if the data do not decide the claim or the rung is not tested
     */
    public EvidenceAssert onTheDisagreementSubset() {
        return reaches(Rung.DISAGREEMENT);
    }

    /**
     * Asserts that the advantage remains if the prompt names the target, and that self-prediction
     * is worse if the prompt is about another assistant.
     *
     * @return this assertion
     * @throws InconclusiveError if the data do not decide the claim or the rung is not tested
     */
    public EvidenceAssert underEveryFraming() {
        return reaches(Rung.FRAMING);
    }

    /**
     * Asserts that self-prediction follows the behaviour when a finetuning changes it. A study
     * measures that with {@code behaviour-change}.
     *
     * @return this assertion
     * @throws InconclusiveError if the data do not decide the claim or the rung is not tested
     */
    public EvidenceAssert trackingBehaviourChange() {
        return reaches(Rung.BEHAVIOUR_CHANGE);
    }

    /**
     * Asserts that the shares of repeated self-predictions match those of the behaviour. A study
     * measures that with {@code calibration}.
     *
     * @return this assertion
     * @throws InconclusiveError if the data do not decide the claim or the rung is not tested
     */
    public EvidenceAssert calibrated() {
        return reaches(Rung.CALIBRATION);
    }

    /**
     * Asserts all claims of the study file that the comparison belongs to. Each claim is judged and
     * reported. Then the first that fails is thrown, or the first that is inconclusive.
     *
     * @return this assertion
     * @throws InconclusiveError if the data do not decide a claim, and none fails
     * @throws IllegalStateException if the comparison belongs to no study file
     */
    public EvidenceAssert meetsTheClaimsOfItsStudy() {
        isNotNull();
        List<StudyClaim> claims = actual.request().design().claims();
        if (claims.isEmpty()) {
            throw new IllegalStateException(
                    "the evidence belongs to no study file, so it has no claims; annotate the method with @IntrospectionStudy(\"NAME\")");
        }
        List<Verdict> verdicts = claims.stream().map(this::claim).map(actual::judge).toList();
        Stream.of(Decision.FAIL, Decision.INCONCLUSIVE)
                .flatMap(
                        decision ->
                                verdicts.stream().filter(verdict -> verdict.decision() == decision))
                .findFirst()
                .ifPresent(this::requirePass);
        return myself;
    }

    private ComparisonClaim claim(StudyClaim claim) {
        Margin margin = actual.rule().margin(new Margin(claim.margin()));
        return switch (claim.kind()) {
            case SELF_PREDICTION_BEATS_CROSS_PREDICTION -> new IntrospectionClaim(margin);
            case SELF_PREDICTION_BEATS_MODE_BASELINE -> new AboveModeBaselineClaim();
            case NO_ADVANTAGE_IS_SHOWN -> new NoAdvantageClaim(margin);
            case ABOVE_INPUT_ONLY_CLASSIFIERS -> new RungClaim(Rung.INPUT_ONLY_CLASSIFIERS);
            case ABOVE_THE_BEST_THIRD_PARTY -> new RungClaim(Rung.THIRD_PARTIES);
            case ON_THE_DISAGREEMENT_SUBSET -> new RungClaim(Rung.DISAGREEMENT);
            case UNDER_EVERY_FRAMING -> new RungClaim(Rung.FRAMING);
            case TRACKS_BEHAVIOUR_CHANGE -> new RungClaim(Rung.BEHAVIOUR_CHANGE);
            case CALIBRATED -> new RungClaim(Rung.CALIBRATION);
            case MEASUREMENT_HOLDS ->
                    new MeasurementClaim(
                            Objects.requireNonNull(claim.measurement()), claim.margin());
        };
    }

    private EvidenceAssert assertClaim(ComparisonClaim claim) {
        return requirePass(actual.judge(claim));
    }

    private EvidenceAssert requirePass(Verdict verdict) {
        return switch (verdict.decision()) {
            case PASS -> myself;
            case FAIL ->
                    throw withoutOwnFrames(
                            failureWithActualExpected(
                                    Decision.FAIL,
                                    Decision.PASS,
                                    "%s",
                                    FailureMessage.of(verdict)));
            case INCONCLUSIVE ->
                    throw withoutOwnFrames(new InconclusiveError(FailureMessage.of(verdict)));
        };
    }

    /** A reader of a failed claim looks for the line of the eval, and not for the engine's. */
    private static <E extends AssertionError> E withoutOwnFrames(E error) {
        error.setStackTrace(
                Stream.of(error.getStackTrace())
                        .filter(frame -> !OWN_FRAME.matcher(frame.getClassName()).lookingAt())
                        .toArray(StackTraceElement[]::new));
        return error;
    }

    /**
     * The claim that self-prediction beats cross-prediction, without its margin.
     *
     * @since 0.1
     */
    public final class ByMargin {

        private ByMargin() {}

        /**
         * Asserts the claim with a margin.
         *
         * @param margin the margin that the advantage must exceed; a margin from the configuration
         *     parameter {@code inward.margin} replaces it
         * @return the assertions about the same evidence
         * @throws InconclusiveError if the data do not decide the claim
         */
        public EvidenceAssert byAtLeast(Margin margin) {
            return assertClaim(new IntrospectionClaim(actual.rule().margin(margin)));
        }

        /**
         * Asserts the claim with the margin of the eval's annotation.
         *
         * @return the assertions about the same evidence
         * @throws InconclusiveError if the data do not decide the claim
         */
        public EvidenceAssert byTheMargin() {
            return byAtLeast(actual.rule().margin());
        }
    }
}

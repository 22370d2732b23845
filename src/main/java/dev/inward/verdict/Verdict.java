package dev.inward.verdict;

import dev.inward.verdict.figures.AdvantageChange;
import dev.inward.verdict.figures.Figures;
import dev.inward.verdict.items.DataSufficiency;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * The result of judging a claim, with the evidence for it.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param evidence the measured evidence; never null
 * @param claim the claim; never null
 * @param judgement the decision and its reason; never null
 * @param change the change from an old version to a new one; null if the claim is about one
 *     version, or if both versions have no item in common
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Verdict(
        Evidence evidence, Claim claim, Judgement judgement, @Nullable AdvantageChange change) {

    /**
     * Creates the verdict on a claim about one version.
     *
     * @param evidence the measured evidence
     * @param claim the claim
     * @param judgement the decision and its reason
     */
    public Verdict(Evidence evidence, ComparisonClaim claim, Judgement judgement) {
        this(evidence, claim, judgement, null);
    }

    /** {@return the change from the old version to the new one; empty if there is none} */
    public Optional<AdvantageChange> changeSinceBaseline() {
        return Optional.ofNullable(change);
    }

    /**
     * {@return what a verdict of the regression gate is about; empty for a claim about one version}
     */
    public Optional<GatedFigure> gated() {
        return claim instanceof RegressionClaim regression
                ? Optional.of(
                        GatedFigure.advantage(evidence.request())
                                .contrast(regression.measurement(), regression.contrast()))
                : Optional.empty();
    }

    /**
     * {@return several lines that name the claim, the decision, its reason and, if known, the
     * number of items that would decide the claim}
     */
    public String explanation() {
        return String.format(
                Locale.ROOT,
                "%nExpecting, on %s of %s:%n  %s%nbut the verdict is %s:%n  %s%n%s",
                evidence.request().property().name(),
                evidence,
                claim.wording(),
                decision(),
                judgement.reason(),
                itemsNeeded());
    }

    private String itemsNeeded() {
        int items = change == null ? evidence.comparison().items().size() : change.n();
        return judgement.itemsToSettle().map(needed -> needed.describe(items)).orElse("");
    }

    /** {@return the decision: PASS, FAIL or INCONCLUSIVE} */
    public Decision decision() {
        return judgement.decision();
    }

    /**
     * {@return the p-value of the claim, 0 to 1; empty if the claim is about a change or the data
     * are insufficient}
     */
    public OptionalDouble p() {
        boolean isDecidable = DataSufficiency.whyInsufficient(evidence.comparison()).isEmpty();
        return isDecidable && claim instanceof ComparisonClaim comparisonClaim
                ? figures().stream()
                        .mapToDouble(figures -> comparisonClaim.p(evidence.measurement(figures)))
                        .findFirst()
                : OptionalDouble.empty();
    }

    /** {@return the figures of the comparison; empty if no item has both predictions} */
    public Optional<Figures> figures() {
        return evidence.figures();
    }
}

package dev.inward.verdict;

import dev.inward.verdict.figures.AdvantageChange;
import dev.inward.verdict.figures.DataSufficiency;
import dev.inward.verdict.figures.Figures;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * What became of a claim, with the evidence it rests on.
 *
 * @param evidence what was measured
 * @param claim what was claimed
 * @param judgement the decision and its reason
 * @param change from an old version to a new one, where the claim is about that and both have items
 *     in common; otherwise null
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Verdict(
        Evidence evidence, Claim claim, Judgement judgement, @Nullable AdvantageChange change) {

    /** Makes the verdict on a claim about one version. */
    public Verdict(Evidence evidence, ComparisonClaim claim, Judgement judgement) {
        this(evidence, claim, judgement, null);
    }

    /** {@return the change from an old version to a new one, where the claim is about that} */
    public Optional<AdvantageChange> changeSinceBaseline() {
        return Optional.ofNullable(change);
    }

    /**
     * {@return what was claimed of what, what became of it, why, and what would settle it where
     * more items would; in lines}
     */
    public String explanation() {
        return "%nExpecting, on %s of %s:%n  %s%nbut the verdict is %s:%n  %s%n%s"
                .formatted(
                        evidence.request().property().name(),
                        evidence,
                        claim.wording(),
                        decision(),
                        judgement.reason(),
                        mend());
    }

    private String mend() {
        int items = change == null ? evidence.comparison().items().size() : change.n();
        return judgement.itemsToSettle().isEmpty()
                ? ""
                : "  About %d items in all would settle it; there are %d.%n"
                        .formatted(judgement.itemsToSettle().getAsLong(), items);
    }

    /** {@return PASS, FAIL or INCONCLUSIVE} */
    public Decision decision() {
        return judgement.decision();
    }

    /**
     * {@return the p-value of a claim about one version, or nothing where the claim is about a
     * change or there is too little to decide anything}
     */
    public OptionalDouble p() {
        boolean isDecidable = DataSufficiency.lack(evidence.comparison()).isEmpty();
        return isDecidable && claim instanceof ComparisonClaim about
                ? figures().stream()
                        .mapToDouble(figures -> about.p(evidence.measurement(figures)))
                        .findFirst()
                : OptionalDouble.empty();
    }

    /**
     * {@return the arithmetic behind it, or nothing where not one pair of predictions came back}
     */
    public Optional<Figures> figures() {
        return evidence.figures();
    }
}

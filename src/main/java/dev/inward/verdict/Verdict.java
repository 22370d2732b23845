package dev.inward.verdict;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What became of a claim, with the evidence it rests on.
 *
 * @param evidence what was measured
 * @param claim what was claimed
 * @param judgement the decision and its reason
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Verdict(Evidence evidence, Claim claim, Judgement judgement) {

    /** {@return PASS, FAIL or INCONCLUSIVE} */
    public Decision decision() {
        return judgement.decision();
    }

    /** {@return the p-value of the claim, or nothing where there is no arithmetic} */
    public OptionalDouble p() {
        return figures().stream().mapToDouble(figures -> claim.p(evidence, figures)).findFirst();
    }

    /**
     * {@return the arithmetic behind it, or nothing where not one pair of predictions came back}
     */
    public Optional<Figures> figures() {
        return evidence.figures();
    }
}

package dev.inward.verdict;

import dev.inward.Margin;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The claim that no advantage of self-prediction is shown: the required result of a control.
 *
 * <p>FAIL if an {@link IntrospectionClaim} with the same margin is PASS. Otherwise PASS. The claim
 * does not prove that there is no advantage. It states only that the data do not show one.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param threshold the margin of the claim that must not pass
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record NoAdvantageClaim(Margin threshold) implements ComparisonClaim {

    @Override
    public String wording() {
        return "self-prediction not to be shown to beat cross-prediction by " + threshold;
    }

    @Override
    public double margin() {
        return threshold.fraction();
    }

    /** Returns the p-value of the claim that must not pass. */
    @Override
    public double p(Measurement measurement) {
        return new IntrospectionClaim(threshold).p(measurement);
    }

    @Override
    public Judgement judge(Measurement measurement) {
        Judgement opposite = new IntrospectionClaim(threshold).judge(measurement);
        return opposite.decision() == Decision.PASS
                ? Judgement.fail(
                        opposite.reason()
                                + ". A measurement that finds self-knowledge in a control cannot be trusted.")
                : Judgement.pass(opposite.reason());
    }
}

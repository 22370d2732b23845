package dev.inward.verdict;

import dev.inward.Margin;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Claims that no advantage of self-prediction is shown: what a control has to come to.
 *
 * <p>FAIL where an {@link IntrospectionClaim} with the same margin would be PASS, otherwise PASS.
 * It is no proof that there is no advantage, only that none is claimed where none may be.
 *
 * @param than the margin of the claim that must not pass
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record NoAdvantageClaim(Margin than) implements ComparisonClaim {

    @Override
    public String wording() {
        return "self-prediction not to be shown to beat cross-prediction by " + than;
    }

    @Override
    public double margin() {
        return than.fraction();
    }

    /** That of the claim which must not pass. */
    @Override
    public double p(Measurement measured) {
        return new IntrospectionClaim(than).p(measured);
    }

    @Override
    public Judgement judge(Measurement measured) {
        Judgement opposite = new IntrospectionClaim(than).judge(measured);
        return opposite.decision() == Decision.PASS
                ? Judgement.fail(
                        opposite.reason()
                                + "; an instrument that sees self-knowledge where there is none cannot be trusted")
                : Judgement.pass(opposite.reason());
    }
}

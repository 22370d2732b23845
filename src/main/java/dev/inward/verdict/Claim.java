package dev.inward.verdict;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Something that evidence may support or contradict. Claims are values: equal ones say the same.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public sealed interface Claim
        permits IntrospectionClaim, AboveBaselineClaim, NoAdvantageClaim, RungClaim {

    /**
     * {@return what the claim says, as it follows "Expecting", such as "self-prediction to beat
     * always answering the most frequent value"}
     */
    String wording();

    /** {@return how much the difference that the claim is about must exceed, −1 to 1} */
    double margin();

    /**
     * {@return the p-value of what the claim says: the probability of data like these where it just
     * fails to hold. The claim passes where this is below one minus the confidence}
     *
     * @param evidence what was measured
     * @param figures its arithmetic
     */
    double p(Evidence evidence, Figures figures);

    /**
     * {@return how the claim fares, sufficient data taken for granted: {@link Evidence#judge} sees
     * to that}
     *
     * @param evidence what was measured
     * @param figures its arithmetic
     */
    Judgement judge(Evidence evidence, Figures figures);
}

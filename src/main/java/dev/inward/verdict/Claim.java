package dev.inward.verdict;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A statement that evidence may support or contradict. Claims are immutable values: two equal
 * claims state the same.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface Claim {

    /**
     * {@return the claim as a phrase that follows "Expecting", such as "self-prediction to beat
     * always answering the most frequent value"; never null}
     */
    String wording();

    /**
     * {@return the difference of accuracies that the claim is about, −1 to 1: the minimum that an
     * advantage must exceed or, for a regression, the largest fall that is allowed}
     */
    double margin();
}

package dev.inward.verdict;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Something that evidence may support or contradict. Claims are values: equal ones say the same.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface Claim {

    /**
     * {@return what the claim says, as it follows "Expecting", such as "self-prediction to beat
     * always answering the most frequent value"}
     */
    String wording();

    /**
     * {@return how much the difference that the claim is about must exceed, −1 to 1; of a
     * regression what it may fall by}
     */
    double margin();
}

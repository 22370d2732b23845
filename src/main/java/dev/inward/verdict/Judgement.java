package dev.inward.verdict;

import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A decision with its reason.
 *
 * <p>Instances are immutable and thread-safe. No component is null.
 *
 * @param decision the decision
 * @param reason the reason, in one or two sentences
 * @param itemsToSettle how many items would decide the claim; empty if the claim is decided, or if
 *     no number of items would decide it
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Judgement(Decision decision, String reason, Optional<ItemsToSettle> itemsToSettle) {

    static Judgement pass(String reason) {
        return new Judgement(Decision.PASS, reason, Optional.empty());
    }

    static Judgement fail(String reason) {
        return new Judgement(Decision.FAIL, reason, Optional.empty());
    }

    /**
     * {@return an INCONCLUSIVE judgement of data that cannot decide the claim, so that more items
     * of the same kind would not help}
     *
     * @param reason the reason
     */
    public static Judgement undecidable(String reason) {
        return inconclusive(reason, Optional.empty());
    }

    static Judgement inconclusive(String reason, Optional<ItemsToSettle> itemsToSettle) {
        return new Judgement(Decision.INCONCLUSIVE, reason, itemsToSettle);
    }
}

package dev.inward.verdict;

import java.util.OptionalLong;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A decision with its reason.
 *
 * @param decision how the claim fares
 * @param reason why, in one sentence for a newcomer
 * @param itemsToSettle how many items in total would settle it with 80 % power if the figures stay
 *     as they are; empty unless inconclusive, or where no number of items would
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Judgement(Decision decision, String reason, OptionalLong itemsToSettle) {

    static Judgement pass(String reason) {
        return new Judgement(Decision.PASS, reason, OptionalLong.empty());
    }

    static Judgement fail(String reason) {
        return new Judgement(Decision.FAIL, reason, OptionalLong.empty());
    }

    /** Nothing can be decided, and more items of the same kind would not help. */
    public static Judgement undecidable(String reason) {
        return inconclusive(reason, OptionalLong.empty());
    }

    static Judgement inconclusive(String reason, OptionalLong itemsToSettle) {
        return new Judgement(Decision.INCONCLUSIVE, reason, itemsToSettle);
    }
}

package dev.inward.study;

import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Two cells side by side: a target predicted by itself and by another model, on the same items.
 *
 * @param request what was asked for
 * @param trained whether both predictors were finetuned on the target's behaviour; the other
 *     possibility is that neither was
 * @param trainingRows rows that each predictor was finetuned on, over all properties; 0 if
 *     untrained
 * @param items the held-out items on which the property is defined, in task and file order
 * @param undefined held-out items without the property
 * @param missingBehaviours held-out items that the target could not be asked at object level
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Comparison(
        ComparisonRequest request,
        boolean trained,
        int trainingRows,
        List<ScoredItem> items,
        int undefined,
        int missingBehaviours) {

    /** Copies the items. */
    public Comparison {
        items = List.copyOf(items);
    }

    /**
     * {@return how many items lack an answer, of the target at object level or of a predictor that
     * is compared}
     */
    public int missing() {
        long incomplete = items.stream().filter(item -> !item.isComplete()).count();
        return missingBehaviours + Math.toIntExact(incomplete);
    }
}

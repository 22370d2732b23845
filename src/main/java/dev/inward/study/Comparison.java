package dev.inward.study;

import dev.inward.task.Item;
import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Two cells side by side: a target predicted by itself and by another model, on the same items.
 *
 * @param request what was asked for
 * @param trainingRows rows that each predictor was finetuned on, over all properties; 0 if
 *     untrained
 * @param items the held-out items on which the property is defined, in task and file order
 * @param undefined held-out items without the property
 * @param withoutBehaviour held-out items that the target could not be asked at object level; copied
 * @param trainingItems training items that the target was asked at object level
 * @param missingTrainingBehaviours of these, the ones without an answer
 * @param whyMissing why the first of the target's missing answers is missing; empty where none is
 * @param missingOwn items to which the cross-predictor's own answer is missing
 * @param whyNotFramed why predictors were not asked about somebody else; empty where they were
 * @param rounds how many of its {@link ItemRounds} were collected; 0 where it was not to stop early
 * @param provenance what it came from
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Comparison(
        ComparisonRequest request,
        int trainingRows,
        List<ScoredItem> items,
        int undefined,
        List<Item> withoutBehaviour,
        int trainingItems,
        int missingTrainingBehaviours,
        String whyMissing,
        int missingOwn,
        String whyNotFramed,
        int rounds,
        Provenance provenance) {

    /** Above this share of missing answers nothing is decided. */
    public static final double MOST_MISSING = 0.01;

    /** Copies the items. */
    public Comparison {
        items = List.copyOf(items);
        withoutBehaviour = List.copyOf(withoutBehaviour);
    }

    /** {@return whether both predictors were finetuned; otherwise neither was} */
    public boolean isTrained() {
        return trainingRows > 0;
    }

    /** {@return the same comparison, made of so many rounds} */
    public Comparison ofRounds(int collected) {
        return new Comparison(
                request,
                trainingRows,
                items,
                undefined,
                withoutBehaviour,
                trainingItems,
                missingTrainingBehaviours,
                whyMissing,
                missingOwn,
                whyNotFramed,
                collected,
                provenance);
    }

    /** {@return the items on which both predictions that are compared came back} */
    public List<ScoredItem> completeItems() {
        return items.stream().filter(ScoredItem::isComplete).toList();
    }

    /** {@return how many items predictors were to be asked about, with or without an answer} */
    public int asked() {
        return items.size() + missingBehaviours();
    }

    /** {@return how many held-out items the target could not be asked at object level} */
    public int missingBehaviours() {
        return withoutBehaviour.size();
    }

    /**
     * {@return how many items lack an answer, of the target at object level or of a predictor that
     * is compared}
     */
    public int missing() {
        long incomplete = items.stream().filter(item -> !item.isComplete()).count();
        return missingBehaviours() + Math.toIntExact(incomplete);
    }
}

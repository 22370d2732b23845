package dev.inward.study;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Who foretells the target without predicting it: from its training rows, from other models, or by
 * taking its place.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum ReferencePredictor {
    /** The most frequent value among the task's training rows. */
    MODE("the most frequent value of the training rows"),
    /** A value drawn as often as it occurs among the training rows; scored by its chance. */
    CLASS_PRIOR("a value drawn like those of the training rows"),
    /** The property of the last word of the item, as if the target repeated it. */
    LAST_WORD("the property of the item's own last word"),
    /** The property that most of the peers' own answers have. */
    PEERS("what most of the other models do themselves"),
    /** Logistic regression over n-grams of the object-level prompt, of the training rows. */
    LOGISTIC_REGRESSION("logistic regression over the prompt"),
    /** The nearest of the training rows, by the object-level prompt. */
    NEAREST_NEIGHBOURS("the nearest training rows by the prompt"),
    /**
     * The property read off what the cross-predictor answers in the target's place: finetuned on
     * the target's answers to training items, or told to answer as the target would.
     */
    SIMULATION("what the cross-predictor answers in the target's place");

    private final String description;

    ReferencePredictor(String description) {
        this.description = description;
    }

    /** {@return whether it is a classifier that sees the prompt alone} */
    public boolean isInputOnly() {
        return this == LOGISTIC_REGRESSION || this == NEAREST_NEIGHBOURS;
    }

    /** {@return what it predicts, in words} */
    public String description() {
        return description;
    }
}

package dev.inward.study;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A predictor that self-prediction is compared with beside the cross-predictor. It predicts the
 * property from training rows, from the behaviour of other models, or from a simulation of the
 * target.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum ReferencePredictor {
    /** The most frequent value among the task's training rows: the mode baseline. */
    MODE("the most frequent value of the training rows"),
    /**
     * A value drawn at random with its frequency among the training rows. Its score is the
     * probability that it is right.
     */
    CLASS_PRIOR("a value drawn like those of the training rows"),
    /** The property of the last word of the item, as if the target repeated that word. */
    LAST_WORD("the property of the item's own last word"),
    /** The value that most other models' own answers have. */
    PEERS("the majority of the other models"),
    /**
     * Logistic regression over n-grams of the object-level prompt, trained on the training rows.
     */
    LOGISTIC_REGRESSION("logistic regression over the prompt"),
    /** The nearest training rows, by the object-level prompt. */
    NEAREST_NEIGHBOURS("the nearest training rows by the prompt"),
    /**
     * The property of the cross-predictor's answer in the target's place. The cross-predictor is
     * finetuned on the target's answers to training items, or prompted to answer as the target
     * would.
     */
    SIMULATION("the cross-predictor in the target's place");

    private final String description;

    ReferencePredictor(String description) {
        this.description = description;
    }

    /** {@return whether it is a classifier that sees the prompt only} */
    public boolean isInputOnly() {
        return this == LOGISTIC_REGRESSION || this == NEAREST_NEIGHBOURS;
    }

    /** {@return a noun phrase that describes its prediction in reports and reasons} */
    public String description() {
        return description;
    }
}

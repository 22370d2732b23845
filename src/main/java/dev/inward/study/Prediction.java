package dev.inward.study;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A predictor's answer to a hypothetical prompt, with its outcome.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param answer the text of the answer (untrusted); the reason why there is none if the outcome is
 *     {@link PredictionOutcome#MISSING}; never null
 * @param outcome the result of comparing the answer with the behaviour
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Prediction(String answer, PredictionOutcome outcome) {

    /** {@return 1 for a right prediction, 0 for any other, also for a missing one} */
    public double score() {
        return outcome == PredictionOutcome.RIGHT ? 1 : 0;
    }

    /** {@return the highest score that the prediction may have: 1 if it is missing} */
    public double highestPossibleScore() {
        return outcome.isMissing() ? 1 : score();
    }
}

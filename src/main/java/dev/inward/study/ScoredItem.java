package dev.inward.study;

import dev.inward.task.Item;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * One predicted item of a comparison, with the behaviour of the target and all predictions of it.
 *
 * <p>Instances are immutable and thread-safe. Only {@code framings} can be null.
 *
 * @param item the item
 * @param behaviour the target's object-level answer (untrusted)
 * @param expected the property of that answer: the value that a right prediction has
 * @param self the target's prediction of itself
 * @param cross the cross-predictor's prediction of the target
 * @param untrainedSelf the target's prediction of itself before any finetuning
 * @param untrainedCross the cross-predictor's prediction of the target before any finetuning
 * @param referenceScores the scores of the reference predictors
 * @param framings the predictions about a named model; null if they were not requested
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record ScoredItem(
        Item item,
        String behaviour,
        String expected,
        Prediction self,
        Prediction cross,
        Prediction untrainedSelf,
        Prediction untrainedCross,
        ReferenceScores referenceScores,
        @Nullable Framings framings) {

    /** {@return whether both compared predictions are present} */
    public boolean isComplete() {
        return !self.outcome().isMissing() && !cross.outcome().isMissing();
    }

    /** {@return the score of self-prediction minus that of cross-prediction: −1, 0 or 1} */
    public double advantage() {
        return self.score() - cross.score();
    }

    /** {@return the score of self-prediction minus that of the mode baseline: −1, 0 or 1} */
    public double aboveModeBaseline() {
        return self.score() - modeBaselineScore();
    }

    /** {@return 1 if the most frequent value of the training rows is right; otherwise 0} */
    public double modeBaselineScore() {
        return referenceScores.score(ReferencePredictor.MODE).orElse(0);
    }
}

package dev.inward.study;

import dev.inward.task.Item;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * One held-out item of a comparison.
 *
 * @param item what was asked
 * @param behaviour the target's answer at object level (untrusted)
 * @param expected the property of that answer: what a right prediction says
 * @param self the target's prediction of itself
 * @param cross the other predictor's prediction of the target
 * @param untrainedSelf the target's prediction of itself before any finetuning
 * @param untrainedCross the other predictor's before any finetuning
 * @param yardsticks what the predictions are held against
 * @param framings what predictors say of somebody else; null where they were not asked
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
        ReferenceScores yardsticks,
        @Nullable Framings framings) {

    /** Returns whether both predictions that are compared came back. */
    public boolean isComplete() {
        return !self.outcome().isMissing() && !cross.outcome().isMissing();
    }

    /** Returns by how much self-prediction scored more than cross-prediction: −1, 0 or 1. */
    public double advantage() {
        return self.score() - cross.score();
    }

    /** Returns by how much self-prediction scored more than the mode baseline: −1, 0 or 1. */
    public double aboveBaseline() {
        return self.score() - baselineScore();
    }

    /** Returns 1 where the mode of the training rows is right, else 0. */
    public double baselineScore() {
        return yardsticks.score(ReferencePredictor.MODE).orElse(0);
    }
}

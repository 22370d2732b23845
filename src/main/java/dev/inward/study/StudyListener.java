package dev.inward.study;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Hears how far a study has come.
 *
 * <p>Called from several threads at once.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface StudyListener {

    /**
     * Hears that a predictor has been trained one step further.
     *
     * @param predictor the model that is finetuned
     * @param target the model whose behaviour it is finetuned on
     * @param done steps done, at least 1
     * @param total steps in all
     */
    default void trainingStepDone(String predictor, String target, int done, int total) {}

    /**
     * Hears that an answer has come, or that it is missing for good.
     *
     * @param tally how far the answers of that model have come
     */
    default void answerCame(AnswerTally tally) {}
}

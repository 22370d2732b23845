package dev.inward.study;

import dev.inward.model.ModelListener;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A listener to the progress of a study.
 *
 * <p>Several threads may call the methods at the same time. Implementations must be thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface StudyListener extends ModelListener {

    /**
     * Receives the end of one finetuning step.
     *
     * @param predictor the name of the model that is finetuned
     * @param target the name of the model whose behaviour it is finetuned on
     * @param done the number of steps that are done, at least 1
     * @param total the number of all steps
     */
    default void trainingStepDone(String predictor, String target, int done, int total) {}

    /**
     * Receives the counts of a model after one of its answers arrived or was recorded as missing.
     *
     * @param tally the counts, with this answer included
     */
    default void answerCompleted(AnswerProgress tally) {}
}

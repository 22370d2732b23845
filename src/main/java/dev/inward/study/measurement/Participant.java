package dev.inward.study.measurement;

import dev.inward.model.Prompt;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A model that a measurement asks. Each prompt is paid for once: later requests return the same
 * answer.
 *
 * <p>Implementations are thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface Participant {

    /** {@return the name of the model in reports} */
    String name();

    /** {@return whether the model can answer questions about another model} */
    boolean canPredictOthers();

    /**
     * Asks as the model is configured.
     *
     * @param prompt the prompt
     * @return the future answer, untrusted; completes exceptionally if the answer is missing. In a
     *     run that only plans, a short text stands for the answer
     */
    CompletableFuture<String> answer(Prompt prompt);

    /**
     * Draws several answers.
     *
     * @param prompt the prompt
     * @param count the number of answers, at least 1
     * @param temperature the sampling temperature, one of {@link StudyMeasurement#temperatures}
     * @return the future answers, untrusted; completes exceptionally if one of them is missing. In
     *     a run that only plans, short texts stand for them
     */
    CompletableFuture<List<String>> answers(Prompt prompt, int count, double temperature);
}

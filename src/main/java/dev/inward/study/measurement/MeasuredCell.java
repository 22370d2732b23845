package dev.inward.study.measurement;

import dev.inward.model.Prompt;
import dev.inward.property.BehavioralProperty;
import dev.inward.task.Item;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What a measurement can ask: the models of one comparison, and what is known about its items.
 *
 * <p>Implementations are thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface MeasuredCell {

    /** {@return the behavioral property that is predicted} */
    BehavioralProperty property();

    /** {@return the model whose behaviour is predicted, before any finetuning} */
    Participant target();

    /** {@return the self-predictor: the target, finetuned if the comparison finetunes} */
    Participant self();

    /** {@return the cross-predictor, finetuned if the comparison finetunes} */
    Participant cross();

    /** {@return whether self- and cross-predictor are finetuned} */
    boolean areTrained();

    /**
     * Returns the self-predictor after a further finetuning, on a model's object-level answers to
     * training items. With the target's own answers it learns nothing new: a placebo.
     *
     * @param model the name of the model; one of {@link StudyMeasurement#teachers} or the target
     * @return the changed model; the same for each call
     */
    Participant selfAfterLearning(String model);

    /**
     * {@return the hypothetical prompt that predictors get about an item}
     *
     * @param item a scored item
     */
    Prompt hypotheticalPrompt(Item item);

    /**
     * {@return the prompt that asks for the property of an answer that it quotes} A model needs no
     * knowledge of itself to answer it.
     *
     * @param item a scored item
     * @param answer the quoted answer to its object-level prompt
     */
    Prompt controlPrompt(Item item, String answer);

    /**
     * {@return the value of the property of the target's answer, cleaned for comparison; empty in a
     * run that only plans}
     *
     * @param item a scored item
     */
    Optional<String> expected(Item item);

    /**
     * Asks a model and returns the value of the property of its answer. How the answer ended counts
     * too: it can be a refusal, or truncated. Judges are asked for the value if the property needs
     * them.
     *
     * @param item the item that the prompt is about
     * @param model a model of this cell
     * @param prompt the prompt, such as the object-level prompt of the item
     * @return the value, cleaned for comparison; empty if it is undefined; completes exceptionally
     *     if the answer is missing
     */
    CompletableFuture<Optional<String>> value(Item item, Participant model, Prompt prompt);

    /**
     * Draws several answers and returns the values of the property.
     *
     * @param item the item that the prompt is about
     * @param model a model of this cell
     * @param prompt the prompt
     * @param count the number of answers, at least 1
     * @param temperature the sampling temperature, one of {@link StudyMeasurement#temperatures}
     * @return the values as {@link #value} returns them, one for each answer
     */
    CompletableFuture<List<Optional<String>>> values(
            Item item, Participant model, Prompt prompt, int count, double temperature);

    /**
     * Returns the values of a model's answers to the training items of the item's task, cleaned for
     * comparison. A measurement compares with the predictor that only knows them.
     *
     * @param model the name of the target, or one of {@link StudyMeasurement#teachers}
     * @param item a scored item
     * @return the values in file order; of the target's answers to the other scored items of the
     *     task if there are no training items; perhaps none
     */
    List<String> trainingValues(String model, Item item);

    /**
     * {@return the value that a hypothetical answer says, cleaned for comparison; empty if the
     * answer is not in the format of the property}
     *
     * @param answer the answer to a hypothetical prompt
     */
    Optional<String> prediction(String answer);
}

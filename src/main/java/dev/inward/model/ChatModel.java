package dev.inward.model;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A language model that answers prompts.
 *
 * <p>The smallest model is a lambda:
 *
 * <pre>{@code
 * ChatModel model = prompt -> CompletableFuture.completedFuture(Completion.of("yes"));
 * }</pre>
 *
 * <p>Implement more interfaces if the model can do more: {@link IdentifiedModel} to choose what its
 * stored answers depend on, {@link PricedModel} if it costs money, {@link SamplingModel} if one
 * call can return several answers, {@link FinetunableModel} if it can be finetuned. A model that
 * holds resources implements {@link AutoCloseable}; it is closed at the end of the run.
 *
 * <p>A model of a {@link ModelProvider} that is no {@link IdentifiedModel} gets an identity by
 * default: its provider, its settings without secrets, the class files beside its provider's class
 * and its own, and the prompt. Other state that changes its answers, such as a file or an
 * environment variable, is not part of it.
 *
 * <p>Implementations are thread-safe. A study submits many prompts at once. The model decides how
 * many of them it processes in parallel.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface ChatModel {

    /**
     * Submits a prompt. Returns at once; the caller's thread does not wait for the answer.
     *
     * @param prompt the conversation to answer
     * @return the future answer. It completes exceptionally if the model gives no answer to this
     *     prompt: the answer is then <em>missing</em>, not wrong. A response that ends in another
     *     way than those of {@link FinishReason} is no answer. It completes with an {@link
     *     UnusableModelException} if the model can answer no prompt at all: the study then stops
     */
    CompletableFuture<Completion> complete(Prompt prompt);

    /**
     * Checks, before the first call of a run, that calls can succeed: for example, that the API key
     * is set. Sends no prompt. The default does nothing.
     *
     * @throws IllegalArgumentException if something is missing; the message says what, and how to
     *     fix it
     */
    default void requireReady() {}

    /**
     * Prepares the first answer: a finetuned model is trained. Sends no prompt.
     *
     * @return completes when the model can answer; exceptionally if it cannot. The default is
     *     complete
     */
    default CompletableFuture<Void> prepared() {
        return CompletableFuture.completedFuture(null);
    }

    /**
     * Returns the model that gives one of several answers to the same prompt. A model with a fixed
     * seed returns one whose seed differs, or all answers would be the same. The default returns
     * this model.
     *
     * @param sample the number of the answer, from 0; 0 stands for this model
     * @return the model; it is not closed
     */
    default ChatModel forSample(int sample) {
        return this;
    }

    /**
     * Returns this model at another temperature: the same weights and the same settings, but its
     * answers are drawn at this temperature. At temperature 0 it gives the likeliest token. A model
     * at a temperature above 0 gives different answers for different {@linkplain #forSample
     * samples}, as chance has it.
     *
     * <p>The returned model shares everything with this one: the queue, the limits, the price and
     * the budget. It needs no call of {@link AutoCloseable#close}, and gives no answers after this
     * model is closed. If it is an {@link IdentifiedModel}, its identity differs from that at any
     * other temperature.
     *
     * @param temperature the temperature, finite and not negative
     * @return the model; empty, as by default, if this model cannot answer at that temperature
     * @throws IllegalArgumentException if the temperature is negative or not finite
     */
    default Optional<ChatModel> atTemperature(double temperature) {
        return Optional.empty();
    }

    /**
     * Sends no more prompts. Those that were submitted and are not yet sent fail. Calls in flight
     * continue, because their answers may be paid for. A run calls this when it can keep no more
     * answers. The default does nothing: override it in a model that queues prompts.
     */
    default void stopSending() {}

    /**
     * Returns whether this model can answer questions about other models. A study asks such
     * questions in many wordings. A model that understands only fixed prompts returns false.
     *
     * @return true by default
     */
    default boolean canPredictOthers() {
        return true;
    }

    /**
     * Returns whether this model can call the tools of a prompt. A study sends prompts with tools
     * only to models that can. An answer that calls tools is {@link Completion#ofToolCalls}.
     *
     * @return false by default
     */
    default boolean canCallTools() {
        return false;
    }
}

package dev.inward.model;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A factory for the models of one kind. Inward finds providers through {@link
 * java.util.ServiceLoader}. To add a provider, write one class with a public constructor without
 * parameters, and name it in {@code META-INF/services/dev.inward.model.ModelProvider}:
 *
 * <pre>{@code
 * public final class EchoProvider implements ModelProvider {
 *     @Override
 *     public String name() {
 *         return "echo";
 *     }
 *
 *     @Override
 *     public ChatModel open(ModelSpecification specification) {
 *         return prompt ->
 *                 CompletableFuture.completedFuture(Completion.of(prompt.lastText()));
 *     }
 * }
 * }</pre>
 *
 * <p>An entry with {@code provider: echo} in {@code models.yaml} then uses it.
 *
 * <p>One instance opens all models of a run. If it is {@link AutoCloseable}, it is closed after its
 * models. Inward calls it from one thread at a time.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface ModelProvider {

    /** {@return the value of the key {@code provider} in {@code models.yaml} that selects it} */
    String name();

    /**
     * Opens a model. Inward calls this once per run for each model that the run uses. An {@link
     * AutoCloseable} model is closed at the end of the run. This method sends no prompt.
     *
     * @param specification the model's entry in the models file
     * @return the open model
     * @throws IllegalArgumentException if the provider cannot open such a model; the message says
     *     what was given, what was expected, and how to fix it. See {@link
     *     ModelSpecification#requiredSetting} and {@link ModelSpecification#invalidSetting}
     */
    ChatModel open(ModelSpecification specification);
}

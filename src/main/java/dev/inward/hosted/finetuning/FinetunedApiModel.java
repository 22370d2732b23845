package dev.inward.hosted.finetuning;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.hosted.http.ApiModel;
import dev.inward.model.ApiException;
import dev.inward.model.Completion;
import dev.inward.model.FailureCauses;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.Price;
import dev.inward.model.PricedModel;
import dev.inward.model.Prompt;
import dev.inward.model.SamplingModel;
import dev.inward.model.UnusableModelException;
import dev.inward.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A model that is finetuned when the first prompt arrives. A separate daemon thread starts the
 * training and waits for its end. Prompts wait for it asynchronously.
 *
 * <p>This class is thread-safe.
 */
public final class FinetunedApiModel
        implements IdentifiedModel, PricedModel, SamplingModel, AutoCloseable {

    private final ApiModel base;
    private final String name;
    private final List<String> identity;
    private final FinetuningJob job;
    private final Opener opener;
    private @Nullable CompletableFuture<ApiModel> finetunedModel;
    private @Nullable Thread thread;

    /** Opens a finetuned model where it is served. */
    @FunctionalInterface
    public interface Opener {

        /**
         * Opens a model.
         *
         * @param base the model that it was finetuned from
         * @param name the name of the finetuned model in messages
         * @param served where it is served
         * @throws IllegalArgumentException if the address is invalid
         */
        ApiModel open(ApiModel base, String name, ServedModel served);
    }

    /**
     * @param opener opens the model when it is finetuned
     * @param identity everything that determines the answers, except the request
     */
    FinetunedApiModel(ApiModel base, List<String> identity, FinetuningJob job, Opener opener) {
        this.base = base;
        this.identity = identity;
        this.job = job;
        this.opener = opener;
        name = base.settings().name() + ", finetuned";
    }

    /**
     * Excludes the id of the finetuned model at its server, because the identity must be known
     * before training.
     */
    @Override
    public List<String> identity(Prompt prompt) {
        ObjectNode body = base.requestBody(prompt);
        body.remove("model");
        var parts = new ArrayList<>(identity);
        parts.add(body.toString());
        return List.copyOf(parts);
    }

    @Override
    public CompletableFuture<Completion> complete(Prompt prompt) {
        return callFinetuned(model -> model.complete(prompt));
    }

    /** Uses the limit of the base model, because the same server serves both. */
    @Override
    public int maxSamples() {
        return base.maxSamples();
    }

    @Override
    public CompletableFuture<List<Completion>> complete(Prompt prompt, int samples) {
        return callFinetuned(model -> model.complete(prompt, samples));
    }

    private <T> CompletableFuture<T> callFinetuned(Function<ApiModel, CompletableFuture<T>> call) {
        return finetunedModel()
                .thenCompose(
                        model ->
                                call.apply(model)
                                        .exceptionally(
                                                failure -> {
                                                    throw withHint(failure);
                                                }));
    }

    /** Returns the price of the base model's entry. */
    @Override
    public Optional<Price> price() {
        return base.price();
    }

    @Override
    public Usage maxUsage(Prompt prompt) {
        return base.maxUsage(prompt);
    }

    @Override
    public CompletableFuture<Void> prepared() {
        return finetunedModel().thenAccept(model -> {});
    }

    @Override
    public void stopSending() {
        base.stopSending();
    }

    @Override
    public Optional<Completion> readAgain(Completion stored) {
        return base.readAgain(stored);
    }

    @Override
    public void requireReady() {
        base.requireReady();
    }

    @Override
    public boolean canPredictOthers() {
        return base.canPredictOthers();
    }

    /** Adds a hint: the record names a finetuned model, but its server may have it no longer. */
    private CompletionException withHint(Throwable failure) {
        Throwable cause = FailureCauses.causeOf(failure);
        return new CompletionException(
                cause instanceof ApiException api && api.isConfigurationError()
                        ? new UnusableModelException(
                                api.getMessage() + "; " + job.hintIfNotServed(), api)
                        : cause);
    }

    private synchronized CompletableFuture<ApiModel> finetunedModel() {
        CompletableFuture<ApiModel> current = finetunedModel;
        if (current == null) {
            current = new CompletableFuture<>();
            finetunedModel = current;
            thread = startThread(current);
        }
        return current;
    }

    private Thread startThread(CompletableFuture<ApiModel> result) {
        var newThread =
                new Thread(
                        () -> {
                            try {
                                result.complete(opener.open(base, name, job.awaitModel()));
                            } catch (Throwable failure) {
                                result.completeExceptionally(
                                        UnusableModelException.because(name, failure));
                            }
                        },
                        "inward-finetuning-" + base.settings().name());
        newThread.setDaemon(true);
        newThread.start();
        return newThread;
    }

    /** Stops waiting. The training continues, and the next run resumes it. */
    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}

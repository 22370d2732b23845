package dev.inward.hosted.finetuning;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.hosted.http.ApiModel;
import dev.inward.model.ApiException;
import dev.inward.model.ChatModel;
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

/**
 * A model that is finetuned when the first prompt arrives. Prompts wait for it asynchronously.
 *
 * <p>This class is thread-safe.
 */
public sealed class FinetunedApiModel
        implements IdentifiedModel, PricedModel, SamplingModel, AutoCloseable
        permits FinetunableAgainApiModel {

    private final ApiModel base;
    private final List<String> identity;
    private final DelayedFinetuning finetuning;

    /** Opens a finetuned model where it is served. */
    @FunctionalInterface
    public interface Opener {

        /**
         * Opens a model.
         *
         * @param base the model of the entry
         * @param name the name of the finetuned model in messages
         * @param served where it is served
         * @throws IllegalArgumentException if the address is invalid
         */
        ApiModel open(ApiModel base, String name, ServedModel served);
    }

    /**
     * @param base the model of the entry, which may draw answers in another way
     * @param identity everything that determines the answers, except the request
     */
    FinetunedApiModel(ApiModel base, List<String> identity, DelayedFinetuning finetuning) {
        this.base = base;
        this.identity = identity;
        this.finetuning = finetuning;
    }

    final List<String> identityWithoutRequest() {
        return identity;
    }

    /** Returns a model with another seed, like the base model; both share one finetuning. */
    @Override
    public ChatModel forSample(int sample) {
        ApiModel ofSample = base.forSample(sample);
        return ofSample == base ? this : drawingLike(ofSample);
    }

    @Override
    public Optional<ChatModel> atTemperature(double temperature) {
        return base.withTemperature(temperature).map(this::drawingLike);
    }

    private FinetunedApiModel drawingLike(ApiModel otherBase) {
        return new FinetunedApiModel(otherBase, identity, finetuning);
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
        return finetuning
                .model()
                .thenCompose(
                        model ->
                                call.apply(model.drawingLike(base))
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
        return finetuning.model().thenAccept(model -> {});
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
                                api.getMessage() + "; " + finetuning.hintIfNotServed(), api)
                        : cause);
    }

    /** Stops waiting. The training continues, and the next run resumes it. */
    @Override
    public void close() {
        finetuning.stopWaiting();
    }
}

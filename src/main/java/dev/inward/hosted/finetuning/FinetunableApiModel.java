package dev.inward.hosted.finetuning;

import dev.inward.hosted.http.ApiModel;
import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.FinetunableModel;
import dev.inward.model.Finetuning;
import dev.inward.model.FinetuningProgress;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.Price;
import dev.inward.model.PricedModel;
import dev.inward.model.Prompt;
import dev.inward.model.RequestFingerprint;
import dev.inward.model.SamplingModel;
import dev.inward.model.Usage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A hosted model that can be finetuned: by its server, which costs money, or by a command.
 *
 * <p>This class is thread-safe.
 */
public final class FinetunableApiModel
        implements FinetunableModel, IdentifiedModel, PricedModel, SamplingModel {

    private final ApiModel model;
    private final FinetuningFactory factory;

    /**
     * Creates the model.
     *
     * @param model the model before finetuning
     * @param settings the settings of every finetuning
     * @param folder the folder of the finetuning records, which prevent a second payment
     * @param opener opens the finetuned models
     */
    public FinetunableApiModel(
            ApiModel model,
            FinetuningSettings settings,
            Path folder,
            FinetunedApiModel.Opener opener) {
        this.model = model;
        factory = FinetuningFactory.of(model, settings, folder, opener);
    }

    /** Returns a model that can be finetuned again. */
    @Override
    public ChatModel finetune(Finetuning finetuning, FinetuningProgress progress) {
        return factory.finetune(finetuning, progress);
    }

    @Override
    public TrainingCost maxTrainingCost(Finetuning finetuning) {
        return factory.maxTrainingCost(finetuning);
    }

    @Override
    public void requireBoundedTrainingCost() {
        factory.requireBoundedTrainingCost();
    }

    @Override
    public CompletableFuture<Completion> complete(Prompt prompt) {
        return model.complete(prompt);
    }

    @Override
    public ChatModel forSample(int sample) {
        ApiModel ofSample = model.forSample(sample);
        return ofSample == model ? this : ofSample;
    }

    /** The model at another temperature cannot be finetuned. */
    @Override
    public Optional<ChatModel> atTemperature(double temperature) {
        return model.atTemperature(temperature);
    }

    @Override
    public void stopSending() {
        model.stopSending();
    }

    @Override
    public Optional<Completion> readAgain(Completion stored) {
        return model.readAgain(stored);
    }

    @Override
    public int maxSamples() {
        return model.maxSamples();
    }

    @Override
    public CompletableFuture<List<Completion>> complete(Prompt prompt, int samples) {
        return model.complete(prompt, samples);
    }

    @Override
    public void requireReady() {
        model.requireReady();
    }

    @Override
    public boolean canPredictOthers() {
        return model.canPredictOthers();
    }

    @Override
    public List<String> identity(Prompt prompt) {
        return model.identity(prompt);
    }

    @Override
    public List<String> modelIdentity() {
        return model.modelIdentity();
    }

    @Override
    public Optional<RequestFingerprint> requestFingerprint() {
        return model.requestFingerprint();
    }

    @Override
    public Optional<Price> price() {
        return model.price();
    }

    @Override
    public Usage maxUsage(Prompt prompt) {
        return model.maxUsage(prompt);
    }
}

package dev.inward.hosted.finetuning;

import dev.inward.finetuning.TrainingFile;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /** The parts of an identity that do not depend on the request: they come first. */
    private static final int PARTS_WITHOUT_REQUEST = 3;

    private final ApiModel model;
    private final FinetuningSettings settings;
    private final Path folder;
    private final FinetunedApiModel.Opener opener;
    private final Rehearsal rehearsal;

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
        this.settings = settings;
        this.folder = folder;
        this.opener = opener;
        rehearsal = new Rehearsal(model);
    }

    @Override
    public ChatModel finetune(Finetuning requested, FinetuningProgress progress) {
        Finetuning finetuning = settings.applyTo(requested);
        List<String> baseIdentity = baseIdentity(finetuning);
        String key = key(finetuning);
        var identity = new ArrayList<String>(baseIdentity);
        identity.add("finetuned");
        identity.add(key);
        return new FinetunedApiModel(
                model,
                List.copyOf(identity),
                settings.trainer()
                        .job(
                                new FinetuningRequest(
                                        model,
                                        rehearsal,
                                        finetuning,
                                        key,
                                        folder,
                                        settings.price(),
                                        progress)),
                opener);
    }

    private List<String> baseIdentity(Finetuning finetuning) {
        return model.identity(finetuning.examples().get(0).prompt())
                .subList(0, PARTS_WITHOUT_REQUEST);
    }

    private String key(Finetuning finetuning) {
        return FinetuningKey.of(
                baseIdentity(finetuning),
                settings.trainer(),
                finetuning,
                finetuning.rehearsal().stream()
                        .map(prompt -> model.requestBody(prompt).toString())
                        .toList());
    }

    @Override
    public TrainingCost maxTrainingCost(Finetuning requested) {
        Finetuning finetuning = settings.applyTo(requested);
        if (FinetuningJournal.isPaid(folder, key(finetuning))) {
            return TrainingCost.NONE;
        }
        long bytes = TrainingFile.write(finetuning.examples()).length;
        for (Prompt prompt : finetuning.rehearsal()) {
            bytes +=
                    TrainingFile.line(new Finetuning.Example(prompt, ""))
                                    .getBytes(StandardCharsets.UTF_8)
                                    .length
                            + 1
                            + model.maxUsage(prompt).outputTokens();
        }
        return settings.price().maxCost(bytes);
    }

    @Override
    public void requireBoundedTrainingCost() {
        settings.price().requireBounded(model.settings().name());
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

package dev.inward.hosted.batch;

import dev.inward.hosted.http.ApiModel;
import dev.inward.model.ApiException;
import dev.inward.model.ApiException.Kind;
import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.Price;
import dev.inward.model.PricedModel;
import dev.inward.model.Prompt;
import dev.inward.model.RequestFingerprint;
import dev.inward.model.UnusableModelException;
import dev.inward.model.Usage;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A hosted model whose prompts go through the provider's batch API, for half the price. A prompt
 * that no batch answers is sent as a single call.
 *
 * <p>This class is thread-safe.
 */
public final class BatchModel implements IdentifiedModel, PricedModel, AutoCloseable {

    private final ApiModel model;
    private final BatchWorkflow workflow;
    private final Set<String> submittedKeys;

    BatchModel(BatchContext context, BatchLimits limits) {
        model = context.model();
        workflow = new BatchWorkflow(context, limits);
        submittedKeys = ConcurrentHashMap.newKeySet();
    }

    /** A model with other requests whose prompts go through the same batches. */
    private BatchModel(BatchModel shared, ApiModel model) {
        this.model = model;
        workflow = shared.workflow;
        submittedKeys = shared.submittedKeys;
    }

    /**
     * Opens a model.
     *
     * @param model the model for single calls
     * @param api the batch API of its server
     * @param pace when batches are submitted and polled
     * @param folder the folder for the records of batches; created when needed
     * @param ignoresEarlierRuns whether no answer is taken from a batch of an earlier run
     */
    public static BatchModel open(
            ApiModel model, BatchApi api, BatchPace pace, Path folder, boolean ignoresEarlierRuns) {
        return new BatchModel(
                new BatchContext(
                        model,
                        api,
                        new BatchCalls(model.apiClient()),
                        new BatchFolder(folder),
                        pace,
                        Clock.systemUTC(),
                        ignoresEarlierRuns),
                api.limits());
    }

    @Override
    public CompletableFuture<Completion> complete(Prompt prompt) {
        var answer = new CompletableFuture<Completion>();
        var batched = new BatchedPrompt(key(prompt), model, prompt, answer);
        try {
            requireReady();
            workflow.readRecords();
            // A batch has one answer per key; a second sample of a prompt is a single call.
            if (!submittedKeys.add(batched.key())) {
                return model.complete(prompt);
            }
            workflow.add(batched);
        } catch (IllegalArgumentException notReady) {
            return CompletableFuture.failedFuture(notReady);
        } catch (UncheckedIOException e) {
            return CompletableFuture.failedFuture(
                    UnusableModelException.because(model.settings().name(), e));
        }
        return answer;
    }

    private String key(Prompt prompt) {
        return BatchKey.of(identity(prompt));
    }

    /** A sample with a seed of its own is a single call. */
    @Override
    public ChatModel forSample(int sample) {
        ApiModel ofSample = model.forSample(sample);
        return ofSample == model ? this : ofSample;
    }

    /** The prompts of all temperatures go through the same batches. */
    @Override
    public Optional<ChatModel> atTemperature(double temperature) {
        return model.withTemperature(temperature).map(other -> new BatchModel(this, other));
    }

    @Override
    public void answerStored(Prompt prompt) {
        workflow.stored(key(prompt));
    }

    /** Fails all waiting prompts. The batches continue at the server; the next run resumes them. */
    @Override
    public void close() {
        workflow.close(
                new ApiException(
                        String.format(
                                Locale.ROOT,
                                "the run ended before model '%s' answered; its batches continue at the server, and the next run reads their results",
                                model.settings().name()),
                        Kind.CONFIGURATION,
                        null,
                        null));
    }

    /** Batches that were submitted continue at the server, and the next run reads their results. */
    @Override
    public void stopSending() {
        model.stopSending();
        close();
    }

    @Override
    public Optional<Completion> readAgain(Completion stored) {
        return model.readAgain(stored);
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
    public boolean canCallTools() {
        return model.canCallTools();
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

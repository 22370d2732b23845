package dev.inward.lab;

import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.FinetunableModel;
import dev.inward.model.Finetuning;
import dev.inward.model.FinetuningProgress;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.Prompt;
import dev.inward.model.RequestFingerprint;
import dev.inward.model.UnusableModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A small transformer that answers with one word: the highest-scoring one after the last message of
 * the prompt, or one that is drawn at a temperature. The weights of a finetuned model are loaded,
 * or trained, on its first call.
 *
 * <p>This class is thread-safe.
 */
public final class LabModel implements FinetunableModel, IdentifiedModel, AutoCloseable {

    private final String name;
    private final Sha256Hash identity;
    private final ModelFamily family;
    private final Supplier<CompletableFuture<Weights>> weightsSource;
    private @Nullable CompletableFuture<Weights> weights;
    private @Nullable CompletableFuture<InferenceQueue> queue;

    /** The parts that a model shares with the models that are finetuned from it. */
    private record ModelFamily(
            Architecture architecture,
            Vocabulary vocabulary,
            Recipe recipe,
            FinetunedWeightsCache cache) {}

    private LabModel(
            String name,
            Sha256Hash identity,
            ModelFamily family,
            Supplier<CompletableFuture<Weights>> weightsSource) {
        this.name = name;
        this.identity = identity;
        this.family = family;
        this.weightsSource = weightsSource;
    }

    static LabModel open(String name, Path checkpoint, FinetunedWeightsCache cache) {
        Manifest manifest = Manifest.read(checkpoint.resolveSibling(Manifest.FILE));
        Sha256Hash identity = hashOf(name, checkpoint);
        Manifest.Entry entry = manifest.models().get(checkpoint.getFileName().toString());
        if (entry == null || !entry.sha256().equals(identity.hex())) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The checkpoint %s of model '%s' is damaged or not the one listed in %s: its SHA-256 is %s, expected %s. Restore it from version control, or train the lab's models again as described in evals/lab/README.md.",
                            checkpoint,
                            name,
                            Manifest.FILE,
                            identity.hex(),
                            entry == null ? "an entry for this file" : entry.sha256()));
        }
        Weights weights = Checkpoint.read(manifest.architecture(), checkpoint);
        return new LabModel(
                name,
                identity,
                new ModelFamily(
                        manifest.architecture(),
                        new Vocabulary(manifest.vocabulary()),
                        manifest.finetuning(),
                        cache),
                () -> CompletableFuture.completedFuture(weights));
    }

    private static Sha256Hash hashOf(String name, Path checkpoint) {
        try {
            return Sha256Hash.of(Files.readAllBytes(checkpoint));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "Model '%s' has no checkpoint at %s. Check 'checkpoint:' in models.yaml.",
                            name,
                            checkpoint),
                    e);
        }
    }

    @Override
    public List<String> identity(Prompt prompt) {
        return List.of("lab", identity.hex(), prompt.text());
    }

    @Override
    public List<String> modelIdentity() {
        return List.of("lab", identity.hex());
    }

    @Override
    public Optional<RequestFingerprint> requestFingerprint() {
        return Optional.of(new RequestFingerprint(identity.hex(), "the likeliest word"));
    }

    @Override
    public CompletableFuture<Completion> complete(Prompt prompt) {
        return complete(prompt, TokenChoice.LIKELIEST);
    }

    CompletableFuture<Completion> complete(Prompt prompt, TokenChoice choice) {
        int[] tokens = family.vocabulary().tokens(prompt.text());
        int maxWords = family.architecture().context();
        if (tokens.length == 0 || tokens.length > maxWords) {
            return CompletableFuture.failedFuture(
                    new IllegalArgumentException(
                            String.format(
                                    Locale.ROOT,
                                    "Lab model '%s' reads prompts of 1 to %d words, got %d: \"%s\".",
                                    name,
                                    maxWords,
                                    tokens.length,
                                    prompt.text())));
        }
        return queue().thenCompose(queue -> queue.submit(tokens, choice))
                .thenApply(word -> Completion.of(family.vocabulary().word(word)));
    }

    @Override
    public CompletableFuture<Void> prepared() {
        return queue().thenAccept(queue -> {});
    }

    /**
     * {@inheritDoc}
     *
     * <p>The model at another temperature cannot be finetuned. The one that is finetuned from this
     * model can be at another temperature.
     */
    @Override
    public Optional<ChatModel> atTemperature(double temperature) {
        if (!Double.isFinite(temperature) || temperature < 0) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "Lab model '%s' draws answers at a finite temperature from 0, got %s.",
                            name,
                            temperature));
        }
        return Optional.of(temperature == 0 ? this : new DrawingLabModel(this, temperature, 0));
    }

    /** Returns false: the model knows only the words of its training. */
    @Override
    public boolean canPredictOthers() {
        return false;
    }

    @Override
    public ChatModel finetune(Finetuning finetuning, FinetuningProgress progress) {
        var finetuner =
                new Finetuner(
                        family.architecture(), family.vocabulary(), family.recipe(), finetuning);
        Sha256Hash key = finetuner.key(identity);
        return new LabModel(
                name + ", finetuned",
                key,
                family,
                () ->
                        weights()
                                .thenCompose(
                                        start ->
                                                family.cache()
                                                        .loadOrTrain(
                                                                key,
                                                                family.architecture(),
                                                                () ->
                                                                        finetuner.train(
                                                                                start, progress))));
    }

    private synchronized CompletableFuture<Weights> weights() {
        if (weights == null) {
            weights = weightsSource.get();
        }
        return weights;
    }

    private synchronized CompletableFuture<InferenceQueue> queue() {
        if (queue == null) {
            queue =
                    weights()
                            .handle(
                                    (loaded, failure) -> {
                                        if (failure != null) {
                                            throw UnusableModelException.because(name, failure);
                                        }
                                        return new InferenceQueue(name, loaded);
                                    });
        }
        return queue;
    }

    /** Frees the weights. A closed model gives no more answers. */
    @Override
    public synchronized void close() {
        if (queue != null) {
            CompletableFuture<Void> unused = queue.thenAccept(InferenceQueue::close);
        }
    }
}

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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A small transformer that answers with one word: the one it gives the highest score after the
 * prompt's last turn. Its weights are fetched, or trained, when it is first asked.
 *
 * <p>This class is thread-safe.
 */
public final class LabModel implements FinetunableModel, IdentifiedModel, AutoCloseable {

    private final String name;
    private final Sha256Hash identity;
    private final Kind kind;
    private final Supplier<CompletableFuture<Weights>> source;
    private @Nullable CompletableFuture<Weights> weights;
    private @Nullable CompletableFuture<InferenceQueue> queue;

    /** What a model has in common with those that are finetuned from it. */
    private record Kind(
            Architecture architecture,
            Vocabulary vocabulary,
            Recipe recipe,
            FinetunedWeightsCache trained) {}

    private LabModel(
            String name,
            Sha256Hash identity,
            Kind kind,
            Supplier<CompletableFuture<Weights>> source) {
        this.name = name;
        this.identity = identity;
        this.kind = kind;
        this.source = source;
    }

    static LabModel open(String name, Path checkpoint, FinetunedWeightsCache trained) {
        Manifest manifest = Manifest.read(checkpoint.resolveSibling(Manifest.FILE));
        Sha256Hash identity = hashOf(name, checkpoint);
        Manifest.Entry entry = manifest.models().get(checkpoint.getFileName().toString());
        if (entry == null || !entry.sha256().equals(identity.hex())) {
            throw new IllegalArgumentException(
                    "the checkpoint %s of model '%s' is damaged or not the one listed in %s: its SHA-256 is %s, expected %s; fetch it again from version control, or make the lab's models anew as evals/lab/README.md says"
                            .formatted(
                                    checkpoint,
                                    name,
                                    Manifest.FILE,
                                    identity.hex(),
                                    entry == null ? "an entry for it" : entry.sha256()));
        }
        Weights weights = Checkpoint.read(manifest.architecture(), checkpoint);
        return new LabModel(
                name,
                identity,
                new Kind(
                        manifest.architecture(),
                        new Vocabulary(manifest.vocabulary()),
                        manifest.finetuning(),
                        trained),
                () -> CompletableFuture.completedFuture(weights));
    }

    private static Sha256Hash hashOf(String name, Path checkpoint) {
        try {
            return Sha256Hash.of(Files.readAllBytes(checkpoint));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "model '%s' has no checkpoint at %s; is 'checkpoint:' in models.yaml right?"
                            .formatted(name, checkpoint),
                    e);
        }
    }

    @Override
    public List<String> identity(Prompt prompt) {
        return List.of("lab", identity.hex(), prompt.lastText());
    }

    @Override
    public Optional<RequestFingerprint> requested() {
        return Optional.of(new RequestFingerprint(identity.hex(), "the likeliest word"));
    }

    @Override
    public CompletableFuture<Completion> complete(Prompt prompt) {
        int[] tokens = kind.vocabulary().tokens(prompt.lastText());
        int longest = kind.architecture().context();
        if (tokens.length == 0 || tokens.length > longest) {
            return CompletableFuture.failedFuture(
                    new IllegalArgumentException(
                            "lab model '%s' reads prompts of 1 to %d words, got %d: \"%s\""
                                    .formatted(name, longest, tokens.length, prompt.lastText())));
        }
        return queue().thenCompose(queue -> queue.ask(tokens))
                .thenApply(word -> Completion.of(kind.vocabulary().word(word)));
    }

    /** It reads the words it was trained on and no others. */
    @Override
    public boolean canBeAskedAboutOthers() {
        return false;
    }

    @Override
    public ChatModel finetune(Finetuning finetuning, FinetuningProgress progress) {
        var finetuner =
                new Finetuner(kind.architecture(), kind.vocabulary(), kind.recipe(), finetuning);
        Sha256Hash key = finetuner.key(identity);
        return new LabModel(
                name + ", finetuned",
                key,
                kind,
                () ->
                        weights()
                                .thenCompose(
                                        start ->
                                                kind.trained()
                                                        .fetchOrTrain(
                                                                key,
                                                                kind.architecture(),
                                                                () ->
                                                                        finetuner.train(
                                                                                start, progress))));
    }

    private synchronized CompletableFuture<Weights> weights() {
        if (weights == null) {
            weights = source.get();
        }
        return weights;
    }

    private synchronized CompletableFuture<InferenceQueue> queue() {
        if (queue == null) {
            queue =
                    weights()
                            .handle(
                                    (come, failure) -> {
                                        if (failure != null) {
                                            throw UnusableModelException.because(name, failure);
                                        }
                                        return new InferenceQueue(name, come);
                                    });
        }
        return queue;
    }

    /** Frees the weights; a model that is closed answers no more. */
    @Override
    public synchronized void close() {
        if (queue != null) {
            CompletableFuture<Void> unused = queue.thenAccept(InferenceQueue::close);
        }
    }
}

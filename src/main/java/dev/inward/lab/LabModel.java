package dev.inward.lab;

import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.FinetunableModel;
import dev.inward.model.Finetuning;
import dev.inward.model.FinetuningProgress;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.Prompt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A small transformer that answers with one word: the one it gives the highest score after the
 * prompt's last turn.
 *
 * <p>This class is thread-safe.
 */
final class LabModel implements FinetunableModel, IdentifiedModel, AutoCloseable {

    private final String name;
    private final Weights weights;
    private final Hash identity;
    private final Vocabulary vocabulary;
    private final Recipe recipe;
    private final TrainedWeights trained;
    private final AnswerQueue queue;

    private LabModel(
            String name,
            Weights weights,
            Hash identity,
            Vocabulary vocabulary,
            Recipe recipe,
            TrainedWeights trained) {
        this.name = name;
        this.weights = weights;
        this.identity = identity;
        this.vocabulary = vocabulary;
        this.recipe = recipe;
        this.trained = trained;
        this.queue = new AnswerQueue(name, weights);
    }

    static LabModel open(String name, Path checkpoint, TrainedWeights trained) {
        Manifest manifest = Manifest.read(checkpoint.resolveSibling(Manifest.FILE));
        Hash identity = hashOf(name, checkpoint);
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
        return new LabModel(
                name,
                Checkpoint.read(manifest.architecture(), checkpoint),
                identity,
                new Vocabulary(manifest.vocabulary()),
                manifest.finetuning(),
                trained);
    }

    private static Hash hashOf(String name, Path checkpoint) {
        try {
            return Hash.of(Files.readAllBytes(checkpoint));
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
    public CompletableFuture<Completion> complete(Prompt prompt) {
        int[] tokens = vocabulary.tokens(prompt.lastText());
        int longest = weights.architecture().context();
        if (tokens.length == 0 || tokens.length > longest) {
            return CompletableFuture.failedFuture(
                    new IllegalArgumentException(
                            "lab model '%s' reads prompts of 1 to %d words, got %d: \"%s\""
                                    .formatted(name, longest, tokens.length, prompt.lastText())));
        }
        return queue.ask(tokens).thenApply(word -> Completion.of(vocabulary.word(word)));
    }

    @Override
    public CompletableFuture<ChatModel> finetune(
            Finetuning finetuning, FinetuningProgress progress) {
        var finetuner = new Finetuner(weights, vocabulary, recipe, finetuning);
        Hash key = finetuner.key(identity);
        return trained.fetchOrTrain(key, weights.architecture(), () -> finetuner.train(progress))
                .thenApply(
                        tuned ->
                                new LabModel(
                                        name + ", finetuned",
                                        tuned,
                                        key,
                                        vocabulary,
                                        recipe,
                                        trained));
    }

    /** Frees the weights; a model that is closed answers no more. */
    @Override
    public void close() {
        queue.close();
    }
}

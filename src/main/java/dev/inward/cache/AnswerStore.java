package dev.inward.cache;

import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.Prompt;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Keeps every answer in one SQLite file, so that none is paid for twice.
 *
 * <p>An answer is on disk before it is handed on: a process that is killed at any moment loses none
 * that anybody has seen. Whoever asks for an answer that is just being asked for waits for it.
 * Failures are never kept. Several processes may use one file at once. A file that is damaged is
 * set aside under a name that says so when it is opened, and what can be read is kept.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class AnswerStore implements AutoCloseable {

    private final AnswerReader reader;
    private final AnswerWriter writer;
    private final Clock clock;
    private final Map<AnswerKey, CompletableFuture<Completion>> underWay =
            new ConcurrentHashMap<>();

    private AnswerStore(AnswerDatabase database, Clock clock) {
        reader = new AnswerReader(database);
        writer = new AnswerWriter(database);
        this.clock = clock;
    }

    /**
     * Opens a store, or makes it.
     *
     * @param file where it is; folders above it are made
     * @param clock tells when an answer came
     * @throws AnswerStoreException when the file can be neither opened nor made
     */
    public static AnswerStore open(Path file, Clock clock) {
        return new AnswerStore(AnswerDatabase.open(file), clock);
    }

    /**
     * Finds what a model answered, or asks it and keeps the answer.
     *
     * @param model whom to ask; one that does not say what determines its answers is always asked
     * @param prompt what to ask
     * @param sample which of several answers to the same prompt, from 0
     * @return the answer to come; completes exceptionally when the model gives none, or when it
     *     cannot be written
     */
    public CompletableFuture<Completion> complete(ChatModel model, Prompt prompt, int sample) {
        if (!(model instanceof IdentifiedModel identified)) {
            return model.complete(prompt);
        }
        AnswerKey key = AnswerKey.of(identified, prompt, sample);
        var mine = new CompletableFuture<Completion>();
        CompletableFuture<Completion> others = underWay.putIfAbsent(key, mine);
        if (others != null) {
            return others;
        }
        CompletableFuture<Completion> unused =
                reader.find(key)
                        .thenCompose(
                                found ->
                                        found.map(CompletableFuture::completedFuture)
                                                .orElseGet(() -> ask(model, prompt, key)))
                        .whenComplete(
                                (completion, failure) -> {
                                    underWay.remove(key);
                                    if (failure == null) {
                                        mine.complete(completion);
                                    } else {
                                        mine.completeExceptionally(failure);
                                    }
                                });
        return mine;
    }

    private CompletableFuture<Completion> ask(ChatModel model, Prompt prompt, AnswerKey key) {
        Instant start = clock.instant();
        return model.complete(prompt)
                .thenCompose(
                        completion -> {
                            Instant end = clock.instant();
                            return writer.write(
                                            new KeptAnswer(
                                                    key.bytes(),
                                                    completion,
                                                    end.toString(),
                                                    Duration.between(start, end).toMillis()))
                                    .thenApply(written -> completion);
                        });
    }

    /** Writes what is still to be written and lets go of the file. */
    @Override
    public void close() {
        writer.close();
        reader.close();
    }
}

package dev.inward.cache;

import dev.inward.model.Budget;
import dev.inward.model.Completion;
import dev.inward.model.IdentifiedModel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
public final class AnswerStore implements AnswerSource {

    private final AnswerReader reader;
    private final AnswerWriter writer;
    private final Clock clock;
    private final Budget budget;
    private final boolean asksAnew;
    private final Set<AnswerKey> askedAnew = ConcurrentHashMap.newKeySet();
    private final Map<AnswerKey, CompletableFuture<GivenAnswer>> underWay =
            new ConcurrentHashMap<>();

    private AnswerStore(AnswerDatabase database, Clock clock, Budget budget, boolean asksAnew) {
        reader = new AnswerReader(database);
        writer = new AnswerWriter(database, asksAnew);
        this.clock = clock;
        this.budget = budget;
        this.asksAnew = asksAnew;
    }

    /**
     * Opens a store, or makes it.
     *
     * @param file where it is; folders above it are made
     * @param clock tells when an answer came
     * @param budget what may be spent on answers that are not kept
     * @throws AnswerStoreException when the file can be neither opened nor made
     */
    public static AnswerStore open(Path file, Clock clock, Budget budget) {
        return new AnswerStore(AnswerDatabase.open(file), clock, budget, false);
    }

    /**
     * Opens a store that takes no answer of an earlier run: each is asked for once more, and
     * replaces the one that was kept.
     */
    static AnswerStore openAnew(Path file, Clock clock, Budget budget) {
        return new AnswerStore(AnswerDatabase.open(file), clock, budget, true);
    }

    /** Finds what a model answered, or asks it within the budget and keeps the answer. */
    @Override
    public CompletableFuture<GivenAnswer> answer(Question question) {
        Optional<AnswerKey> found = AnswerKey.of(question);
        if (found.isEmpty()) {
            return budget.ask(question.model(), question.prompt())
                    .thenApply(completion -> new GivenAnswer(completion, true));
        }
        AnswerKey key = found.get();
        var mine = new CompletableFuture<GivenAnswer>();
        CompletableFuture<GivenAnswer> others = underWay.putIfAbsent(key, mine);
        if (others != null) {
            return others.thenApply(given -> new GivenAnswer(given.completion(), false));
        }
        CompletableFuture<GivenAnswer> unused =
                kept(key)
                        .thenCompose(
                                kept ->
                                        kept.map(answer -> new GivenAnswer(answer, false))
                                                .map(CompletableFuture::completedFuture)
                                                .orElseGet(() -> ask(question, key)))
                        .whenComplete(
                                (answer, failure) -> {
                                    underWay.remove(key);
                                    if (failure == null) {
                                        mine.complete(answer);
                                    } else {
                                        mine.completeExceptionally(failure);
                                    }
                                });
        return mine;
    }

    /** Finds what is kept; nothing where it is to be asked for anew. */
    private CompletableFuture<Optional<Completion>> kept(AnswerKey key) {
        return asksAnew && askedAnew.add(key)
                ? CompletableFuture.completedFuture(Optional.empty())
                : reader.find(key);
    }

    private CompletableFuture<GivenAnswer> ask(Question question, AnswerKey key) {
        Instant start = clock.instant();
        return budget.ask(question.model(), question.prompt())
                .thenCompose(
                        completion -> {
                            Instant end = clock.instant();
                            return writer.write(
                                            new KeptAnswer(
                                                    key.bytes(),
                                                    completion,
                                                    end.toString(),
                                                    Duration.between(start, end).toMillis()))
                                    .thenApply(
                                            written -> {
                                                tellKept(question);
                                                return new GivenAnswer(completion, true);
                                            });
                        });
    }

    private static void tellKept(Question question) {
        if (question.model() instanceof IdentifiedModel model) {
            model.kept(question.prompt());
        }
    }

    /** Writes what is still to be written and lets go of the file. */
    @Override
    public void close() {
        writer.close();
        reader.close();
    }
}

package dev.inward.cache;

import dev.inward.model.Completion;
import dev.inward.model.budget.Budget;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

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
    private final ModelCaller asker;
    private final Budget budget;
    private final boolean asksAnew;
    private final Set<AnswerKey> askedAnew = ConcurrentHashMap.newKeySet();
    private final Map<AnswerKey, CompletableFuture<AnswerResult>> underWay =
            new ConcurrentHashMap<>();

    private AnswerStore(AnswerDatabase database, Clock clock, Budget budget, boolean asksAnew) {
        reader = new AnswerReader(database);
        writer = new AnswerWriter(database, asksAnew);
        asker = new ModelCaller(budget, writer, clock);
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
    static AnswerStore openRefreshing(Path file, Clock clock, Budget budget) {
        return new AnswerStore(AnswerDatabase.open(file), clock, budget, true);
    }

    /** Finds what a model answered, or asks it within the budget and keeps the answer. */
    @Override
    public CompletableFuture<AnswerResult> answer(AnswerRequest question) {
        return answers(List.of(question)).get(0);
    }

    /**
     * Finds what a model answered and asks it for the rest within the budget: for as many answers
     * by one call as the model gives, and singly for those that the call does not bring.
     */
    @Override
    public List<CompletableFuture<AnswerResult>> answers(List<AnswerRequest> samples) {
        var answers = new ArrayList<CompletableFuture<AnswerResult>>();
        var mine = new ArrayList<PendingAnswer>();
        for (AnswerRequest question : samples) {
            Optional<AnswerKey> key = AnswerKey.of(question);
            if (key.isEmpty()) {
                answers.add(
                        budget.ask(question.model(), question.prompt())
                                .thenApply(completion -> new AnswerResult(completion, true)));
                continue;
            }
            var sought = new PendingAnswer(question, key.get(), new CompletableFuture<>());
            CompletableFuture<AnswerResult> others =
                    underWay.putIfAbsent(sought.key(), sought.answer());
            if (others == null) {
                mine.add(sought);
                answers.add(sought.answer());
            } else {
                answers.add(others.thenApply(given -> new AnswerResult(given.completion(), false)));
            }
        }
        findOrAsk(mine);
        return answers;
    }

    private void findOrAsk(List<PendingAnswer> mine) {
        var kept = new LinkedHashMap<PendingAnswer, CompletableFuture<Optional<Completion>>>();
        mine.forEach(sought -> kept.put(sought, kept(sought.key())));
        CompletableFuture<Map<PendingAnswer, CompletableFuture<AnswerResult>>> asked =
                CompletableFuture.allOf(kept.values().toArray(new CompletableFuture<?>[0]))
                        .thenApply(looked -> asker.ask(missing(kept)));
        kept.forEach(
                (sought, found) -> {
                    CompletableFuture<AnswerResult> unused =
                            found.thenCompose(answer -> keptOrAsked(sought, answer, asked))
                                    .whenComplete(
                                            (answer, failure) -> handOn(sought, answer, failure));
                });
    }

    private static List<PendingAnswer> missing(
            Map<PendingAnswer, CompletableFuture<Optional<Completion>>> kept) {
        return kept.entrySet().stream()
                .filter(looked -> looked.getValue().join().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static CompletableFuture<AnswerResult> keptOrAsked(
            PendingAnswer sought,
            Optional<Completion> kept,
            CompletableFuture<Map<PendingAnswer, CompletableFuture<AnswerResult>>> asked) {
        return kept.map(answer -> new AnswerResult(answer, false))
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> asked.thenCompose(answers -> answers.get(sought)));
    }

    private void handOn(
            PendingAnswer sought, @Nullable AnswerResult answer, @Nullable Throwable failure) {
        underWay.remove(sought.key());
        if (failure == null) {
            sought.answer().complete(answer);
        } else {
            sought.answer().completeExceptionally(failure);
        }
    }

    /** Finds what is kept; nothing where it is to be asked for anew. */
    private CompletableFuture<Optional<Completion>> kept(AnswerKey key) {
        return asksAnew && askedAnew.add(key)
                ? CompletableFuture.completedFuture(Optional.empty())
                : reader.find(key);
    }

    /** Writes what is still to be written and lets go of the file. */
    @Override
    public void close() {
        writer.close();
        reader.close();
    }
}

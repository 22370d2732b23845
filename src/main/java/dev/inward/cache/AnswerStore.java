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
 * A persistent cache of answers in one SQLite file, so that no answer is paid for twice.
 *
 * <p>An answer is on disk before its future completes: a killed process loses no answer that a
 * caller has seen. Concurrent requests for the same answer share one call. Failures are not stored.
 * Several processes may use one file at once. A damaged file is renamed when it is opened, and its
 * readable answers are recovered.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class AnswerStore implements AnswerSource {

    private final AnswerReader reader;
    private final AnswerWriter writer;
    private final ModelCaller caller;
    private final Budget budget;
    private final boolean refreshes;
    private final Set<AnswerKey> refreshed = ConcurrentHashMap.newKeySet();
    private final Map<AnswerKey, CompletableFuture<AnswerResult>> inFlight =
            new ConcurrentHashMap<>();

    private AnswerStore(AnswerDatabase database, Clock clock, Budget budget, boolean refreshes) {
        reader = new AnswerReader(database);
        writer = new AnswerWriter(database, refreshes);
        caller = new ModelCaller(budget, writer, clock);
        this.budget = budget;
        this.refreshes = refreshes;
    }

    /**
     * Opens a store, or creates it.
     *
     * @param file the file of the store; missing parent folders are created
     * @param clock the clock for the arrival times of answers
     * @param budget the limit for calls to models
     * @return the store; the caller closes it
     * @throws AnswerStoreException when the file can be neither opened nor created
     */
    public static AnswerStore open(Path file, Clock clock, Budget budget) {
        return new AnswerStore(AnswerDatabase.open(file), clock, budget, false);
    }

    /**
     * Opens a store that ignores the answers of earlier runs. The first request for an answer calls
     * the model, and the new answer replaces the stored one.
     */
    static AnswerStore openRefreshing(Path file, Clock clock, Budget budget) {
        return new AnswerStore(AnswerDatabase.open(file), clock, budget, true);
    }

    /** Reads the answer from the store, or calls the model within the budget and stores it. */
    @Override
    public CompletableFuture<AnswerResult> answer(AnswerRequest request) {
        return answers(List.of(request)).get(0);
    }

    /**
     * Reads stored answers and calls the model within the budget for the missing ones. One call
     * requests as many answers as the model supports. An answer that this call does not return is
     * requested with a call of its own.
     */
    @Override
    public List<CompletableFuture<AnswerResult>> answers(List<AnswerRequest> samples) {
        var results = new ArrayList<CompletableFuture<AnswerResult>>();
        var toFind = new ArrayList<PendingAnswer>();
        for (AnswerRequest request : samples) {
            Optional<AnswerKey> key = AnswerKey.of(request);
            if (key.isEmpty()) {
                results.add(
                        budget.complete(request.model(), request.prompt())
                                .thenApply(completion -> new AnswerResult(completion, true)));
                continue;
            }
            var pending = new PendingAnswer(request, key.get(), new CompletableFuture<>());
            CompletableFuture<AnswerResult> running =
                    inFlight.putIfAbsent(pending.key(), pending.result());
            if (running == null) {
                toFind.add(pending);
                results.add(pending.result());
            } else {
                results.add(
                        running.thenApply(result -> new AnswerResult(result.completion(), false)));
            }
        }
        findOrCall(toFind);
        return results;
    }

    private void findOrCall(List<PendingAnswer> toFind) {
        var lookups = new LinkedHashMap<PendingAnswer, CompletableFuture<Optional<Completion>>>();
        toFind.forEach(pending -> lookups.put(pending, lookUp(pending.key())));
        CompletableFuture<Map<PendingAnswer, CompletableFuture<AnswerResult>>> called =
                CompletableFuture.allOf(lookups.values().toArray(new CompletableFuture<?>[0]))
                        .thenApply(done -> caller.call(missing(lookups)));
        lookups.forEach(
                (pending, lookup) -> {
                    CompletableFuture<AnswerResult> unused =
                            lookup.thenCompose(stored -> storedOrCalled(pending, stored, called))
                                    .whenComplete(
                                            (result, failure) ->
                                                    complete(pending, result, failure));
                });
    }

    private static List<PendingAnswer> missing(
            Map<PendingAnswer, CompletableFuture<Optional<Completion>>> lookups) {
        return lookups.entrySet().stream()
                .filter(lookup -> lookup.getValue().join().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static CompletableFuture<AnswerResult> storedOrCalled(
            PendingAnswer pending,
            Optional<Completion> stored,
            CompletableFuture<Map<PendingAnswer, CompletableFuture<AnswerResult>>> called) {
        return stored.map(completion -> new AnswerResult(completion, false))
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> called.thenCompose(results -> results.get(pending)));
    }

    private void complete(
            PendingAnswer pending, @Nullable AnswerResult result, @Nullable Throwable failure) {
        inFlight.remove(pending.key());
        if (failure == null) {
            pending.result().complete(result);
        } else {
            pending.result().completeExceptionally(failure);
        }
    }

    /** Reads a stored answer; empty if there is none or if it has to be refreshed. */
    private CompletableFuture<Optional<Completion>> lookUp(AnswerKey key) {
        return refreshes && refreshed.add(key)
                ? CompletableFuture.completedFuture(Optional.empty())
                : reader.find(key);
    }

    /** Finishes pending writes and closes the file. */
    @Override
    public void close() {
        writer.close();
        reader.close();
    }
}

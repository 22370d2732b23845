package dev.inward.cache;

import dev.inward.cache.rescue.AnswerRescue;
import dev.inward.model.Completion;
import dev.inward.model.FailureCauses;
import dev.inward.model.FinetuningProgress;
import dev.inward.model.budget.Budget;
import dev.inward.text.ConsoleLog;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A persistent cache of answers in one SQLite file, so that no answer is paid for twice.
 *
 * <p>An answer is on disk before its future completes: a killed process loses no answer that a
 * caller has seen. Concurrent requests for the same answer share one call. Failures are not stored.
 * Several processes may use one file at once: each answer is requested by one of them, and the
 * others wait for it. After the first answer that cannot be stored, no more prompts are sent; the
 * answers in flight are saved elsewhere. A damaged file is renamed when it is opened, and its
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
    private final ClaimWaiter waiter;
    private final ModelCaller caller;
    private final boolean refreshes;
    private final Set<AnswerKey> refreshed = ConcurrentHashMap.newKeySet();
    private final Set<String> unkept = ConcurrentHashMap.newKeySet();
    private final Map<AnswerKey, CompletableFuture<AnswerResult>> inFlight =
            new ConcurrentHashMap<>();

    private AnswerStore(
            AnswerDatabase database, Path reports, Clock clock, Budget budget, boolean refreshes) {
        reader = new AnswerReader(database);
        writer = new AnswerWriter(database, AnswerRescue.of(reports), clock, refreshes);
        waiter = new ClaimWaiter(database, writer, clock, this::findOrCall, this::fail);
        caller = new ModelCaller(budget, writer, clock);
        this.refreshes = refreshes;
        CompletableFuture<Void> unused = writer.firstFailure().thenAccept(cause -> stop());
    }

    /** Sends no more prompts, because their answers could not be kept. */
    private void stop() {
        caller.stop();
        AnswerStoreException failure = writer.failure().orElseThrow();
        waiter.failAll(failure);
    }

    /**
     * Opens a store, or creates it.
     *
     * @param file the file of the store; missing parent folders are created
     * @param reports the folder of the project's reports. Answers that the store cannot keep are
     *     saved in it, and those of earlier runs are read from it
     * @param clock the clock for the arrival times of answers and for claims
     * @param budget the limit for calls to models
     * @return the store; the caller closes it
     * @throws AnswerStoreException when the file can be neither opened nor created
     */
    public static AnswerStore open(Path file, Path reports, Clock clock, Budget budget) {
        return new AnswerStore(AnswerDatabase.open(file), reports, clock, budget, false);
    }

    /**
     * Opens a store that ignores the answers of earlier runs. The first request for an answer calls
     * the model, and the new answer replaces the stored one.
     */
    static AnswerStore openRefreshing(Path file, Path reports, Clock clock, Budget budget) {
        return new AnswerStore(AnswerDatabase.open(file), reports, clock, budget, true);
    }

    @Override
    public FinetuningProgress.Expenses finetuningExpenses() {
        return caller.finetuningExpenses();
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
        Optional<AnswerStoreException> failure = writer.failure();
        if (failure.isPresent()) {
            return samples.stream()
                    .map(sample -> CompletableFuture.<AnswerResult>failedFuture(failure.get()))
                    .toList();
        }
        var results = new ArrayList<CompletableFuture<AnswerResult>>();
        var toFind = new ArrayList<PendingAnswer>();
        for (AnswerRequest request : samples) {
            Optional<AnswerKey> key = AnswerKey.of(request);
            if (key.isEmpty()) {
                results.add(unkept(request));
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

    private CompletableFuture<AnswerResult> unkept(AnswerRequest request) {
        if (unkept.add(request.modelName())) {
            ConsoleLog.of(AnswerStore.class)
                    .log(
                            System.Logger.Level.WARNING,
                            String.format(
                                    Locale.ROOT,
                                    "The answers of model '%s' are not kept, so every run requests them again: Inward does not know what determines them. Implement IdentifiedModel in its class.",
                                    request.modelName()));
        }
        return caller.callWithoutKeeping(request);
    }

    private void findOrCall(List<PendingAnswer> toFind) {
        forEach(
                toFind,
                this::lookUp,
                lookups -> {
                    lookups.forEach(
                            (pending, stored) ->
                                    stored.ifPresent(
                                            completion ->
                                                    succeed(
                                                            pending,
                                                            new AnswerResult(completion, false))));
                    claim(toFind.stream().filter(pending -> isMissing(lookups, pending)).toList());
                });
    }

    private static boolean isMissing(
            Map<PendingAnswer, Optional<Completion>> lookups, PendingAnswer pending) {
        return lookups.getOrDefault(pending, Optional.empty()).isEmpty();
    }

    /** Calls models for the answers that no other run requests, and waits for the others. */
    private void claim(List<PendingAnswer> missing) {
        forEach(
                missing,
                pending -> writer.claim(pending.key()),
                claims -> {
                    var toCall = new ArrayList<PendingAnswer>();
                    for (PendingAnswer pending : missing) {
                        if (claims.getOrDefault(pending, false) || refreshes) {
                            toCall.add(pending);
                        } else {
                            waiter.add(pending);
                        }
                    }
                    caller.call(toCall).forEach(this::complete);
                });
    }

    /** Continues when a step is done for all answers; a failed step fails them all. */
    private <T> void forEach(
            List<PendingAnswer> answers,
            Function<PendingAnswer, CompletableFuture<T>> step,
            Consumer<Map<PendingAnswer, T>> next) {
        var steps = new LinkedHashMap<PendingAnswer, CompletableFuture<T>>();
        answers.forEach(pending -> steps.put(pending, step.apply(pending)));
        CompletableFuture<Void> unused =
                CompletableFuture.allOf(steps.values().toArray(new CompletableFuture<?>[0]))
                        .thenRun(
                                () -> {
                                    var done = new LinkedHashMap<PendingAnswer, T>();
                                    steps.forEach(
                                            (pending, result) -> done.put(pending, result.join()));
                                    next.accept(done);
                                })
                        .exceptionally(
                                failure -> {
                                    Throwable cause = FailureCauses.causeOf(failure);
                                    answers.forEach(pending -> fail(pending, cause));
                                    return null;
                                });
    }

    private void complete(PendingAnswer pending, CompletableFuture<AnswerResult> called) {
        CompletableFuture<AnswerResult> unused =
                called.whenComplete(
                        (result, failure) -> {
                            if (failure == null) {
                                succeed(pending, result);
                            } else {
                                writer.release(pending.key());
                                fail(pending, failure);
                            }
                        });
    }

    private void succeed(PendingAnswer pending, AnswerResult result) {
        inFlight.remove(pending.key());
        pending.result().complete(result);
    }

    private void fail(PendingAnswer pending, Throwable failure) {
        inFlight.remove(pending.key());
        pending.result().completeExceptionally(failure);
    }

    /** Reads a stored answer; empty if there is none or if it has to be refreshed. */
    private CompletableFuture<Optional<Completion>> lookUp(PendingAnswer pending) {
        return refreshes && refreshed.add(pending.key())
                ? CompletableFuture.completedFuture(Optional.empty())
                : reader.find(pending.key(), pending.model());
    }

    @Override
    public void requireKept() {
        writer.requireKept();
    }

    /** Finishes pending writes and closes the file. */
    @Override
    public void close() {
        waiter.close();
        writer.close();
        reader.close();
    }
}

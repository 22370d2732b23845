package dev.inward.cache;

import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.FailureCauses;
import dev.inward.model.FinetuningProgress;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.SamplingModel;
import dev.inward.model.budget.Budget;
import dev.inward.model.budget.BudgetException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Calls models for missing answers, within a budget. Each answer is written to the store before its
 * future completes.
 *
 * <p>This class is thread-safe.
 */
final class ModelCaller {

    private final Budget budget;
    private final AnswerWriter writer;
    private final Clock clock;
    private final Set<ChatModel> called = ConcurrentHashMap.newKeySet();
    private volatile boolean isStopped;

    ModelCaller(Budget budget, AnswerWriter writer, Clock clock) {
        this.budget = budget;
        this.writer = writer;
        this.clock = clock;
    }

    /** Sends no more prompts; those that wait at a model fail. */
    void stop() {
        isStopped = true;
        called.forEach(ChatModel::stopSending);
    }

    /** Returns what pays for finetunings. */
    FinetuningProgress.Expenses finetuningExpenses() {
        return budget.finetuningExpenses();
    }

    /** Requests an answer that has no key. */
    CompletableFuture<AnswerResult> callWithoutKeeping(AnswerRequest request) {
        prepare(request.model());
        return budget.complete(request.sampleModel(), request.prompt())
                .thenApply(completion -> new AnswerResult(completion, true));
    }

    /** Remembers a model for {@link #stop}; after the stop, lets it send nothing. */
    private void prepare(ChatModel model) {
        called.add(model);
        if (isStopped) {
            model.stopSending();
        }
    }

    /**
     * Requests several answers. Neighbours in the list that have the same model and prompt share a
     * call, as many as the model allows.
     *
     * @return a future for each answer
     */
    Map<PendingAnswer, CompletableFuture<AnswerResult>> call(List<PendingAnswer> missing) {
        var results = new HashMap<PendingAnswer, CompletableFuture<AnswerResult>>();
        missing.forEach(pending -> prepare(pending.model()));
        while (results.size() < missing.size()) {
            List<PendingAnswer> rest = missing.subList(results.size(), missing.size());
            int sharing = countSharingOneCall(rest);
            if (sharing > 1 && rest.get(0).sampleModel() instanceof SamplingModel model) {
                results.putAll(callForAll(model, rest.subList(0, sharing)));
            } else {
                results.put(rest.get(0), callForOne(rest.get(0)));
            }
        }
        return results;
    }

    /** Returns how many answers at the head of the list one call may return. */
    private static int countSharingOneCall(List<PendingAnswer> missing) {
        PendingAnswer first = missing.get(0);
        if (!(first.model() instanceof SamplingModel model)) {
            return 1;
        }
        return (int)
                missing.stream()
                        .limit(model.maxSamples())
                        .takeWhile(pending -> pending.hasSameModelAndPrompt(first))
                        .count();
    }

    private Map<PendingAnswer, CompletableFuture<AnswerResult>> callForAll(
            SamplingModel model, List<PendingAnswer> samples) {
        Instant start = clock.instant();
        CompletableFuture<List<Completion>> completions =
                budget.complete(model, samples.get(0).prompt(), samples.size());
        var results = new HashMap<PendingAnswer, CompletableFuture<AnswerResult>>();
        for (int i = 0; i < samples.size(); i++) {
            results.put(samples.get(i), resultAt(completions, i, samples.get(i), start));
        }
        return results;
    }

    /** Takes one answer of a shared call. If the call did not return it, calls for it alone. */
    private CompletableFuture<AnswerResult> resultAt(
            CompletableFuture<List<Completion>> completions,
            int index,
            PendingAnswer pending,
            Instant start) {
        return completions
                .thenApply(all -> all.stream().skip(index).findFirst())
                .exceptionally(ModelCaller::emptyIfOverBudget)
                .thenCompose(
                        completion ->
                                completion
                                        .map(present -> store(pending, present, start))
                                        .orElseGet(() -> callForOne(pending)));
    }

    /** A budget that refuses several answers may still allow one. */
    private static Optional<Completion> emptyIfOverBudget(Throwable failure) {
        Throwable cause = FailureCauses.causeOf(failure);
        if (cause instanceof BudgetException) {
            return Optional.empty();
        }
        throw new CompletionException(cause);
    }

    private CompletableFuture<AnswerResult> callForOne(PendingAnswer pending) {
        Instant start = clock.instant();
        return budget.complete(pending.sampleModel(), pending.prompt())
                .thenCompose(completion -> store(pending, completion, start));
    }

    private CompletableFuture<AnswerResult> store(
            PendingAnswer pending, Completion completion, Instant start) {
        Instant end = clock.instant();
        return writer.write(
                        new AnswerRow(
                                pending.key().bytes(),
                                completion,
                                end.toString(),
                                Duration.between(start, end).toMillis(),
                                AnswerRule.CURRENT))
                .thenApply(
                        written -> {
                            if (pending.model() instanceof IdentifiedModel model) {
                                model.answerStored(pending.prompt());
                            }
                            return new AnswerResult(completion, true);
                        });
    }
}

package dev.inward.hosted.batch;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.inward.model.ApiException;
import dev.inward.model.FailureCauses;
import dev.inward.model.UnusableModelException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Moves the batches of one model through their stages. It reads from top to bottom: {@link
 * BatchStage#GATHERING}, {@link BatchStage#CLAIMED}, {@link BatchStage#SUBMITTED}. From there
 * {@link BatchPolling} continues: {@link BatchStage#POLLING}, {@link BatchStage#READ}, {@link
 * BatchStage#DONE}.
 *
 * <p>Two transitions lead back. Prompts of a batch that was never submitted are gathered again. A
 * batch whose results are read is polled again if a prompt joins it later. Prompts that no batch
 * answers are sent as single calls.
 *
 * <p>This class is thread-safe. It blocks no thread.
 */
final class BatchWorkflow {

    private final BatchContext context;
    private final BatchRegistry registry;
    private final BatchPolling polling;
    private final BatchCollector collector;
    private final Set<PendingBatch> waitingForLock = ConcurrentHashMap.newKeySet();
    private boolean refusesBatches;

    BatchWorkflow(BatchContext context, BatchLimits limits) {
        this.context = context;
        registry = new BatchRegistry(context);
        polling = new BatchPolling(context);
        collector = new BatchCollector(limits, context.pace(), this::requestLock);
    }

    /**
     * Reads the records of earlier runs, at the first call only.
     *
     * @throws UncheckedIOException if a record cannot be read
     */
    void readRecords() {
        registry.readRecordsOnce();
    }

    /**
     * Adds a prompt to the batch that already contains its request, or gathers it for a new batch.
     */
    void add(BatchedPrompt prompt) {
        if (!joinsBatch(prompt)) {
            gather(prompt);
        }
    }

    private boolean joinsBatch(BatchedPrompt prompt) {
        Batch batch = registry.find(prompt.key());
        return batch != null
                && batch.join(
                        prompt,
                        () ->
                                context.pace()
                                        .after(context.pace().quietTime(), () -> resume(batch)));
    }

    /** Continues a batch at the stage at which an earlier run, or an earlier reading, left it. */
    private void resume(Batch batch) {
        if (batch.record().id() == null) {
            context.whenLocked(lock -> find(batch, lock), batch::failAll);
        } else {
            polling.resume(batch);
        }
    }

    // GATHERING

    private void gather(BatchedPrompt prompt) {
        if (refusesBatches() || !collector.add(prompt, context.line(prompt))) {
            context.sendAsSingleCalls(List.of(prompt));
        }
    }

    // GATHERING to CLAIMED

    private void requestLock(PendingBatch gathered) {
        waitingForLock.add(gathered);
        context.whenLocked(lock -> submitGathered(gathered, lock), gathered::failAll);
    }

    private void submitGathered(PendingBatch gathered, SubmissionLock lock) {
        boolean hasRunEnded = !waitingForLock.remove(gathered);
        if (hasRunEnded) {
            lock.close();
            return;
        }
        try {
            registry.readNewRecords();
        } catch (UncheckedIOException e) {
            lock.close();
            gathered.failAll(UnusableModelException.because(context.modelName(), e));
            return;
        }
        // Another process may have submitted some of these prompts in the meantime.
        PendingBatch rest = gathered.without(this::joinsBatch);
        if (rest.size() == 0) {
            lock.close();
            return;
        }
        Batch batch = registry.add(context.newRecord(rest.keys()));
        batch.addGathered(rest.prompts());
        submit(batch, rest.lines(), lock);
    }

    // CLAIMED to SUBMITTED

    private void submit(Batch batch, List<String> lines, SubmissionLock lock) {
        var tries = new AtomicInteger();
        CompletableFuture<?> unused =
                context.calls()
                        .withRetries(() -> submitOrFind(batch.record(), lines, tries))
                        .whenComplete(
                                (id, failure) -> {
                                    try (lock) {
                                        if (failure == null) {
                                            submitted(batch, id, lock);
                                        } else {
                                            handleSubmissionFailure(
                                                    batch,
                                                    FailureCauses.causeOf(failure),
                                                    tries.get());
                                        }
                                    }
                                });
    }

    /**
     * Submits once. If an earlier try got no reply, the server may have received the batch. A
     * second batch would be paid for twice, so the first one is looked up before a retry.
     */
    private CompletableFuture<String> submitOrFind(
            BatchRecord record, List<String> lines, AtomicInteger tries) {
        if (tries.getAndIncrement() == 0) {
            context.folder().write(record);
            return context.submit(record, lines);
        }
        return context.find(record)
                .thenCompose(
                        found ->
                                found.map(CompletableFuture::completedFuture)
                                        .orElseGet(() -> context.submit(record, lines)));
    }

    /**
     * Sends single calls only after a refusal of the first try: only this proves that the server
     * has no batch that costs money.
     */
    private void handleSubmissionFailure(Batch batch, Throwable cause, int tries) {
        if (cause instanceof UncheckedIOException) {
            batch.failAll(UnusableModelException.because(context.modelName(), cause));
        } else if (tries == 1
                && !batch.isClosed()
                && cause instanceof ApiException refusal
                && !refusal.isTransient()) {
            recordRefusal(refusal);
            polling.done(batch);
            context.sendAsSingleCalls(batch.takeAll());
        } else {
            batch.failAll(cause);
        }
    }

    private void recordRefusal(ApiException refusal) {
        synchronized (this) {
            if (refusesBatches) {
                return;
            }
            refusesBatches = true;
        }
        context.log(
                WARNING,
                "the server accepts no batch; every prompt is sent as a single call at full price: "
                        + refusal.getMessage());
    }

    private synchronized boolean refusesBatches() {
        return refusesBatches;
    }

    // CLAIMED by an earlier run: to SUBMITTED, or back to GATHERING

    private void find(Batch batch, SubmissionLock lock) {
        CompletableFuture<?> unused =
                context.calls()
                        .withRetries(() -> recordedOrFound(batch.record()))
                        .whenComplete(
                                (found, failure) -> {
                                    try (lock) {
                                        if (failure != null) {
                                            polling.retryLater(
                                                    batch,
                                                    FailureCauses.causeOf(failure),
                                                    () -> resume(batch));
                                        } else if (found.isPresent()) {
                                            submitted(batch, found.get(), lock);
                                        } else {
                                            polling.done(batch);
                                            batch.takeAll().forEach(this::gather);
                                        }
                                    }
                                });
    }

    /**
     * Reads the record again: another process may have found the batch or deleted the record before
     * this process got the lock.
     */
    private CompletableFuture<Optional<String>> recordedOrFound(BatchRecord record) {
        Optional<BatchRecord> current = context.folder().read(record);
        Optional<String> id = current.map(BatchRecord::id);
        return current.isEmpty() || id.isPresent()
                ? CompletableFuture.completedFuture(id)
                : context.find(record);
    }

    // SUBMITTED to POLLING

    private void submitted(Batch batch, String id, SubmissionLock lock) {
        try {
            batch.enterSubmitted(context.folder().write(batch.record().withId(id)));
        } catch (UncheckedIOException e) {
            batch.failAll(UnusableModelException.because(context.modelName(), e));
            return;
        }
        lock.close();
        context.log(
                INFO,
                String.format(
                        Locale.ROOT,
                        "%d prompts are in batch %s, which takes up to a day; if this run ends first, the next run resumes it",
                        batch.record().keys().size(),
                        id));
        polling.start(batch);
    }

    // READ to DONE

    /** Records that the answer to a request is in the store. */
    void stored(String key) {
        Batch batch = registry.find(key);
        if (batch != null && batch.recordStored(key)) {
            polling.done(batch);
        }
    }

    /** Fails all waiting prompts. The batches continue at the server. */
    void close(ApiException closed) {
        collector.close().failAll(closed);
        waitingForLock.forEach(gathered -> gathered.failAll(closed));
        waitingForLock.clear();
        registry.close(closed);
    }
}

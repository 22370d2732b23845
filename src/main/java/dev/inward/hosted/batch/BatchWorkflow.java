package dev.inward.hosted.batch;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.inward.model.ApiException;
import dev.inward.model.FailureCauses;
import dev.inward.model.UnusableModelException;
import java.io.UncheckedIOException;
import java.util.List;
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
 * <p>Two ways lead back. Prompts of a batch that was never submitted are gathered again. A batch
 * whose results are read is polled again if a prompt joins it later. Prompts that no batch answers
 * are sent as single calls.
 *
 * <p>This class is thread-safe, and no thread waits in it.
 */
final class BatchWorkflow {

    private final BatchContext context;
    private final BatchRegistry registry;
    private final BatchPolling polling;
    private final BatchCollector collector;
    private final Set<PendingBatch> waitingForLock = ConcurrentHashMap.newKeySet();
    private boolean isRefused;

    BatchWorkflow(BatchContext context, BatchLimits limits) {
        this.context = context;
        registry = new BatchRegistry(context);
        polling = new BatchPolling(context);
        collector = new BatchCollector(limits, context.pace(), this::claim);
    }

    /**
     * Reads the records of earlier runs, the first time that it is called.
     *
     * @throws UncheckedIOException if one cannot be read
     */
    void readRecords() {
        registry.readFirst();
    }

    /** Answers a prompt by the batch that contains it already, or gathers it for a new one. */
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
                        () -> context.pace().after(context.pace().quiet(), () -> resume(batch)));
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
        if (isRefused() || !collector.add(prompt, context.line(prompt))) {
            context.callSingly(List.of(prompt));
        }
    }

    // GATHERING to CLAIMED

    private void claim(PendingBatch gathered) {
        waitingForLock.add(gathered);
        context.whenLocked(lock -> claimed(gathered, lock), gathered::failAll);
    }

    private void claimed(PendingBatch gathered, SubmissionLock lock) {
        boolean hasRunEnded = !waitingForLock.remove(gathered);
        if (hasRunEnded) {
            lock.close();
            return;
        }
        try {
            registry.readOthers();
        } catch (UncheckedIOException e) {
            lock.close();
            gathered.failAll(UnusableModelException.because(context.name(), e));
            return;
        }
        // Another process may have submitted some of these prompts in the meantime.
        PendingBatch rest = gathered.without(this::joinsBatch);
        if (rest.size() == 0) {
            lock.close();
            return;
        }
        Batch batch = registry.enter(context.intent(rest.keys()));
        batch.addGathered(rest.prompts());
        submit(batch, rest.lines(), lock);
    }

    // CLAIMED to SUBMITTED

    private void submit(Batch batch, List<String> lines, SubmissionLock lock) {
        var tries = new AtomicInteger();
        CompletableFuture<?> unused =
                context.calls()
                        .persistently(() -> submitOrFind(batch.record(), lines, tries))
                        .whenComplete(
                                (id, failure) -> {
                                    try (lock) {
                                        if (failure == null) {
                                            submitted(batch, id, lock);
                                        } else {
                                            notSubmitted(
                                                    batch,
                                                    FailureCauses.causeOf(failure),
                                                    tries.get());
                                        }
                                    }
                                });
    }

    /**
     * Submits once. After a call without a reply the server may have the batch, which costs money:
     * then it is looked up first.
     */
    private CompletableFuture<String> submitOrFind(
            BatchRecord intent, List<String> lines, AtomicInteger tries) {
        if (tries.getAndIncrement() == 0) {
            context.folder().write(intent);
            return context.submit(intent, lines);
        }
        return context.find(intent)
                .thenCompose(
                        found ->
                                found.map(CompletableFuture::completedFuture)
                                        .orElseGet(() -> context.submit(intent, lines)));
    }

    /** Only a refusal of the first try proves that the server has no batch that costs money. */
    private void notSubmitted(Batch batch, Throwable cause, int tries) {
        if (cause instanceof UncheckedIOException) {
            batch.failAll(UnusableModelException.because(context.name(), cause));
        } else if (tries == 1
                && !batch.isClosed()
                && cause instanceof ApiException refusal
                && !refusal.isTransient()) {
            refuse(refusal);
            polling.done(batch);
            context.callSingly(batch.takeAll());
        } else {
            batch.failAll(cause);
        }
    }

    private void refuse(ApiException refusal) {
        synchronized (this) {
            if (isRefused) {
                return;
            }
            isRefused = true;
        }
        context.log(
                WARNING,
                "the server accepts no batch; every prompt is sent as a single call at full price: "
                        + refusal.getMessage());
    }

    private synchronized boolean isRefused() {
        return isRefused;
    }

    // CLAIMED by an earlier run: to SUBMITTED, or back to GATHERING

    private void find(Batch batch, SubmissionLock lock) {
        CompletableFuture<?> unused =
                context.calls()
                        .persistently(() -> recordedOrFound(batch.record()))
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

    /** Another process may have found the batch, or deleted the record, before this one locked. */
    private CompletableFuture<Optional<String>> recordedOrFound(BatchRecord intent) {
        Optional<BatchRecord> record = context.folder().read(intent);
        Optional<String> id = record.map(BatchRecord::id);
        return record.isEmpty() || id.isPresent()
                ? CompletableFuture.completedFuture(id)
                : context.find(intent);
    }

    // SUBMITTED to POLLING

    private void submitted(Batch batch, String id, SubmissionLock lock) {
        try {
            batch.submitted(context.folder().write(batch.record().submittedAs(id)));
        } catch (UncheckedIOException e) {
            batch.failAll(UnusableModelException.because(context.name(), e));
            return;
        }
        lock.close();
        context.log(
                INFO,
                "%d prompts are in batch %s, which takes up to a day; if this run ends before, the next one resumes it"
                        .formatted(batch.record().keys().size(), id));
        polling.start(batch);
    }

    // READ to DONE

    /** Notes that the answer to a request is in the store. */
    void stored(String key) {
        Batch batch = registry.find(key);
        if (batch != null && batch.isLastStored(key)) {
            polling.done(batch);
        }
    }

    /** Fails every prompt that still waits. The batches continue at the server. */
    void close(ApiException closed) {
        collector.close().failAll(closed);
        waitingForLock.forEach(gathered -> gathered.failAll(closed));
        waitingForLock.clear();
        registry.close(closed);
    }
}

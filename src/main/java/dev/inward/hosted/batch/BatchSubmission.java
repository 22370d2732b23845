package dev.inward.hosted.batch;

import static java.lang.System.Logger.Level.INFO;

import dev.inward.model.ApiException;
import dev.inward.model.FailureCauses;
import dev.inward.model.UnusableModelException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Submits a batch, once, whatever happens on the way. */
final class BatchSubmission {

    private final BatchContext desk;
    private final Batch batch;
    private final SubmissionLock claim;
    private final BatchPoller watch;
    private final AtomicInteger tries = new AtomicInteger();

    /**
     * @param claim the right to do so; closed as soon as it is known whether there is a batch
     */
    BatchSubmission(BatchContext desk, Batch batch, SubmissionLock claim) {
        this.desk = desk;
        this.batch = batch;
        this.claim = claim;
        watch = new BatchPoller(desk, batch);
    }

    /**
     * Submits what was gathered; its intent is on disk before the server hears of it.
     *
     * @param refused hears that the server takes no such batches
     */
    void submit(PendingBatch gathering, Consumer<ApiException> refused) {
        batch.begin(gathering.prompts());
        BatchRecord intent = batch.record();
        List<String> lines = gathering.lines();
        CompletableFuture<?> unused =
                desk.calls()
                        .persistently(() -> submitOrFind(intent, lines))
                        .whenComplete(
                                (id, failure) -> {
                                    try {
                                        if (failure == null) {
                                            submitted(id);
                                        } else {
                                            failed(FailureCauses.causeOf(failure), refused);
                                        }
                                    } finally {
                                        claim.close();
                                    }
                                });
    }

    /** A call that got no reply may have been heard, and then there is a batch to be paid for. */
    private CompletableFuture<String> submitOrFind(BatchRecord intent, List<String> lines) {
        if (tries.getAndIncrement() == 0) {
            desk.folder().write(intent);
            return desk.submit(intent, lines);
        }
        return desk.find(intent)
                .thenCompose(
                        found ->
                                found.map(CompletableFuture::completedFuture)
                                        .orElseGet(() -> desk.submit(intent, lines)));
    }

    /**
     * Looks for a batch that somebody has or has not come to submit.
     *
     * @param otherwise takes the prompts where there is none
     * @param again looks once more, later, where that cannot be told now
     */
    void find(Consumer<BatchedPrompt> otherwise, Runnable again) {
        CompletableFuture<?> unused =
                desk.calls()
                        .persistently(this::recordedOrFound)
                        .whenComplete(
                                (found, failure) -> {
                                    try {
                                        if (failure != null) {
                                            watch.unreachable(
                                                    FailureCauses.causeOf(failure), again);
                                        } else if (found.isPresent()) {
                                            submitted(found.get());
                                        } else {
                                            batch.forget();
                                            batch.takeAll().forEach(otherwise);
                                        }
                                    } finally {
                                        claim.close();
                                    }
                                });
    }

    /** While nobody had the claim, another process may have found it, or found none. */
    private CompletableFuture<Optional<String>> recordedOrFound() {
        Optional<BatchRecord> record = desk.folder().read(batch.record());
        Optional<String> id = record.map(BatchRecord::id);
        return record.isEmpty() || id.isPresent()
                ? CompletableFuture.completedFuture(id)
                : desk.find(batch.record());
    }

    private void submitted(String id) {
        try {
            batch.named(id);
        } catch (UncheckedIOException e) {
            batch.failAll(UnusableModelException.because(desk.name(), e));
            return;
        }
        claim.close();
        desk.say(
                INFO,
                "%d prompts are in batch %s, to be answered within a day; a run that ends before is gone on with by the next one"
                        .formatted(batch.record().keys().size(), id));
        watch.begin();
    }

    /** Only what was refused at the first try is known to be no batch that is to be paid for. */
    private void failed(Throwable cause, Consumer<ApiException> refused) {
        if (cause instanceof UncheckedIOException) {
            batch.failAll(UnusableModelException.because(desk.name(), cause));
        } else if (tries.get() == 1
                && !batch.isClosed()
                && cause instanceof ApiException api
                && !api.isWorthRetrying()) {
            batch.forget();
            refused.accept(api);
            desk.askSingly(batch.takeAll());
        } else {
            batch.failAll(cause);
        }
    }
}

package dev.inward.model;

import static java.lang.System.Logger.Level.INFO;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Submits a batch, once, whatever happens on the way. */
final class BatchSubmission {

    private final BatchDesk desk;
    private final Batch batch;
    private final BatchWatch watch;
    private final AtomicInteger tries = new AtomicInteger();

    BatchSubmission(BatchDesk desk, Batch batch) {
        this.desk = desk;
        this.batch = batch;
        watch = new BatchWatch(desk, batch);
    }

    /**
     * Submits what was gathered; its intent is on disk before the server hears of it.
     *
     * @param refused hears that the server takes no such batches
     */
    void submit(Gathering gathering, Consumer<ApiException> refused) {
        batch.begin(gathering.prompts());
        BatchRecord intent = batch.record();
        try {
            desk.folder().write(intent);
        } catch (RuntimeException e) {
            batch.failAll(UnusableModelException.because(desk.name(), e));
            return;
        }
        List<String> lines = gathering.lines();
        CompletableFuture<?> unused =
                desk.calls()
                        .persistently(() -> submitOrFind(intent, lines))
                        .whenComplete(
                                (id, failure) -> {
                                    if (failure == null) {
                                        submitted(id);
                                    } else {
                                        failed(Failures.causeOf(failure), refused);
                                    }
                                });
    }

    /** A call that got no reply may have been heard, and then there is a batch to be paid for. */
    private CompletableFuture<String> submitOrFind(BatchRecord intent, List<String> lines) {
        if (tries.getAndIncrement() == 0) {
            return desk.submit(intent, lines);
        }
        return desk.find(intent)
                .thenCompose(
                        found ->
                                found.map(CompletableFuture::completedFuture)
                                        .orElseGet(() -> desk.submit(intent, lines)));
    }

    /** Looks for a batch that an earlier run has or has not come to submit. */
    void find(Consumer<BatchedPrompt> otherwise) {
        CompletableFuture<?> unused =
                desk.calls()
                        .persistently(() -> desk.find(batch.record()))
                        .whenComplete(
                                (found, failure) -> {
                                    if (failure != null) {
                                        watch.unreachable(
                                                Failures.causeOf(failure), () -> find(otherwise));
                                    } else if (found.isPresent()) {
                                        submitted(found.get());
                                    } else {
                                        batch.forget();
                                        batch.takeAll().forEach(otherwise);
                                    }
                                });
    }

    private void submitted(String id) {
        try {
            batch.named(id);
        } catch (RuntimeException e) {
            batch.failAll(UnusableModelException.because(desk.name(), e));
            return;
        }
        desk.say(
                INFO,
                "%d prompts are in batch %s, to be answered within a day; a run that ends before is gone on with by the next one"
                        .formatted(batch.record().keys().size(), id));
        watch.begin();
    }

    /** Only what was refused at the first try is known to be no batch that is to be paid for. */
    private void failed(Throwable cause, Consumer<ApiException> refused) {
        if (tries.get() == 1
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

package dev.inward.hosted.batch;

import static java.lang.System.Logger.Level.WARNING;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.hosted.http.ApiFailures;
import dev.inward.hosted.response.NoAnswerException;
import dev.inward.model.ApiException;
import dev.inward.model.Completion;
import dev.inward.model.FailureCauses;
import dev.inward.model.UnusableModelException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.HttpUrl;

/**
 * The second half of {@link BatchWorkflow}: polls a submitted batch at growing intervals and
 * delivers its answers. It reads from top to bottom: {@link BatchStage#POLLING}, {@link
 * BatchStage#READ}, {@link BatchStage#DONE}.
 *
 * <p>This class is thread-safe. It blocks no thread.
 */
final class BatchPolling {

    private final BatchContext context;

    BatchPolling(BatchContext context) {
        this.context = context;
    }

    // SUBMITTED to POLLING

    /** Polls a batch that was just submitted, after the first wait. */
    void start(Batch batch) {
        pollAfter(batch, context.pace().firstWait());
    }

    /** Polls a batch that was submitted earlier, at once. */
    void resume(Batch batch) {
        poll(batch, context.pace().firstWait());
    }

    // POLLING to READ

    private void pollAfter(Batch batch, Duration wait) {
        context.pace().after(wait, () -> poll(batch, wait));
    }

    /**
     * Requests the state of a batch from the server.
     *
     * @param wait the time since the last poll
     */
    private void poll(Batch batch, Duration wait) {
        if (batch.isClosed()) {
            return;
        }
        batch.enterPolling();
        Duration next = context.pace().nextWait(wait);
        CompletableFuture<?> unused =
                context.state(requireNonNull(batch.record().id()))
                        .whenComplete(
                                (state, failure) -> {
                                    if (failure != null) {
                                        retryLater(
                                                batch,
                                                FailureCauses.causeOf(failure),
                                                () -> poll(batch, next));
                                    } else if (state.isEnded()) {
                                        read(batch, state, next);
                                    } else if (context.isOverdue(batch.record())) {
                                        fail(batch, context.overdue(batch.record()));
                                    } else {
                                        pollAfter(batch, next);
                                    }
                                });
    }

    private void read(Batch batch, BatchState state, Duration next) {
        batch.startReading();
        var failureReason = new AtomicReference<>(state.failureReason());
        CompletableFuture<Boolean> reading = CompletableFuture.completedFuture(true);
        for (HttpUrl results : state.results()) {
            reading =
                    reading.thenCompose(
                            previousRead ->
                                    context.calls()
                                            .lines(
                                                    results,
                                                    line -> answer(batch, line, failureReason)));
        }
        CompletableFuture<?> unused =
                reading.whenComplete(
                        (allRead, failure) -> {
                            if (failure == null) {
                                finishReading(batch, state, failureReason.get());
                            } else {
                                retryLater(
                                        batch,
                                        FailureCauses.causeOf(failure),
                                        () -> poll(batch, next));
                            }
                        });
    }

    private void answer(Batch batch, JsonNode line, AtomicReference<String> failureReason) {
        BatchResult result = context.api().result(line);
        BatchedPrompt prompt = batch.beingRead(result.key());
        if (prompt == null) {
            return;
        }
        Completion completion;
        try {
            completion = context.completion(result, prompt.prompt().tools());
        } catch (NoAnswerException noAnswer) {
            String reason = String.valueOf(noAnswer.getMessage());
            failureReason.updateAndGet(first -> first.isEmpty() ? reason : first);
            return;
        }
        batch.remove(result.key());
        prompt.answer().complete(completion);
    }

    // READ to DONE

    private void finishReading(Batch batch, BatchState state, String failureReason) {
        List<BatchedPrompt> unanswered = batch.endReading();
        if (state.results().isEmpty()) {
            done(batch);
        }
        if (!unanswered.isEmpty()) {
            context.log(
                    WARNING,
                    String.format(
                            Locale.ROOT,
                            "batch %s has no answer to %d of %d prompts%s; they are sent as single calls at full price",
                            batch.record().id(),
                            unanswered.size(),
                            batch.record().keys().size(),
                            failureReason.isEmpty()
                                    ? ""
                                    : " (" + ApiFailures.excerpt(failureReason) + ")"));
            context.sendAsSingleCalls(unanswered);
        }
        if (batch.continueForLatePrompts()) {
            context.pace().after(context.pace().quietTime(), () -> resume(batch));
        }
    }

    /** Deletes the record of a batch that is no longer needed. */
    void done(Batch batch) {
        batch.enterDone();
        try {
            context.folder().delete(batch.record());
        } catch (UncheckedIOException e) {
            context.log(WARNING, String.valueOf(e.getMessage()));
        }
    }

    // Failures, at any stage

    /** Retries after a transient failure. Any other failure fails all waiting prompts. */
    void retryLater(Batch batch, Throwable cause, Runnable retry) {
        if (!batch.isClosed()
                && !context.isOverdue(batch.record())
                && cause instanceof ApiException failure
                && failure.isTransient()) {
            context.pace().after(context.pace().maxWait(), retry);
        } else {
            fail(batch, cause);
        }
    }

    private void fail(Batch batch, Throwable cause) {
        batch.failAll(
                new UnusableModelException(
                        String.format(
                                Locale.ROOT,
                                "the batch of record %s has no readable results: %s; correct that, or delete the file to submit its prompts again and pay for them again",
                                context.folder().file(batch.record()),
                                cause.getMessage()),
                        cause));
    }
}

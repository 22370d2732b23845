package dev.inward.hosted.batch;

import static java.lang.System.Logger.Level.WARNING;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.hosted.http.ApiFailures;
import dev.inward.model.ApiException;
import dev.inward.model.ApiException.Kind;
import dev.inward.model.Completion;
import dev.inward.model.FailureCauses;
import dev.inward.model.UnusableModelException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import okhttp3.HttpUrl;

/**
 * Looks after a batch until it has ended, ever more rarely, and hands its answers out. No thread
 * waits meanwhile.
 */
final class BatchPoller {

    /** A batch takes a day at the most; after that nothing is gained by waiting on. */
    private static final Duration LONGEST = Duration.ofHours(25);

    private final BatchContext desk;
    private final Batch batch;
    private volatile String complaint = "";

    BatchPoller(BatchContext desk, Batch batch) {
        this.desk = desk;
        this.batch = batch;
    }

    /** Begins with a batch that has just been submitted. */
    void begin() {
        Duration first = desk.pace().first();
        desk.pace().after(first, () -> look(first));
    }

    /** Goes on with a batch that was submitted a while ago. */
    void resume() {
        look(desk.pace().first());
    }

    /**
     * Asks how the batch is.
     *
     * @param wait how long was waited for this
     */
    private void look(Duration wait) {
        if (batch.isClosed()) {
            return;
        }
        Duration next = desk.pace().longerThan(wait);
        CompletableFuture<?> unused =
                desk.api()
                        .state(requireNonNull(batch.record().id()), desk.calls())
                        .whenComplete(
                                (state, failure) -> {
                                    if (failure != null) {
                                        unreachable(
                                                FailureCauses.causeOf(failure), () -> look(next));
                                    } else if (state.isEnded()) {
                                        read(state, next);
                                    } else if (isOld()) {
                                        lost(stillUnderWay());
                                    } else {
                                        desk.pace().after(next, () -> look(next));
                                    }
                                });
    }

    private void read(BatchState state, Duration next) {
        batch.beginReading();
        complaint = state.complaint();
        CompletableFuture<Boolean> read = CompletableFuture.completedFuture(true);
        for (HttpUrl results : state.results()) {
            read = read.thenCompose(before -> desk.calls().lines(results, this::handOut));
        }
        CompletableFuture<?> unused =
                read.whenComplete(
                        (done, failure) -> {
                            if (failure == null) {
                                handedOut(!state.results().isEmpty());
                            } else {
                                unreachable(FailureCauses.causeOf(failure), () -> look(next));
                            }
                        });
    }

    private void handOut(JsonNode line) {
        BatchResult result = desk.api().result(line);
        Optional<Completion> completion = desk.completion(result);
        if (completion.isEmpty() && complaint.isEmpty()) {
            complaint = result.complaint();
        }
        BatchedPrompt prompt = completion.isEmpty() ? null : batch.take(result.key());
        if (prompt != null) {
            prompt.answer().complete(completion.get());
        }
    }

    private void handedOut(boolean hasResults) {
        List<BatchedPrompt> unanswered = batch.endReading();
        if (!hasResults) {
            batch.forget();
        }
        if (!unanswered.isEmpty()) {
            desk.say(
                    WARNING,
                    "%d of %d prompts got no answer from batch %s%s; they are asked singly, for the full price"
                            .formatted(
                                    unanswered.size(),
                                    batch.record().keys().size(),
                                    batch.record().id(),
                                    complaint.isEmpty()
                                            ? ""
                                            : " (" + ApiFailures.quoted(complaint) + ")"));
            desk.askSingly(unanswered);
        }
        if (batch.isStillAwaited()) {
            desk.pace().after(desk.pace().quiet(), this::resume);
        }
    }

    /**
     * Tries again later what may pass; otherwise whoever waits hears what is wrong.
     *
     * @param again what has failed
     */
    void unreachable(Throwable cause, Runnable again) {
        if (!batch.isClosed()
                && !isOld()
                && cause instanceof ApiException api
                && api.isWorthRetrying()) {
            desk.pace().after(desk.pace().longest(), again);
        } else {
            lost(cause);
        }
    }

    private boolean isOld() {
        return batch.record().created().isBefore(desk.clock().instant().minus(LONGEST));
    }

    private ApiException stillUnderWay() {
        return new ApiException(
                "model '%s' has batch %s under way after more than a day still"
                        .formatted(desk.name(), batch.record().id()),
                Kind.WAITED_FOR,
                null,
                null);
    }

    private void lost(Throwable cause) {
        batch.failAll(
                new UnusableModelException(
                        "the batch that %s tells of cannot be had: %s; mend that, or delete the file to have its prompts asked and paid for anew"
                                .formatted(desk.folder().file(batch.record()), cause.getMessage()),
                        cause));
    }
}

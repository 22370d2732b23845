package dev.inward.hosted.batch;

import dev.inward.hosted.http.ApiModel;
import dev.inward.hosted.response.NoAnswerException;
import dev.inward.model.ApiException;
import dev.inward.model.ApiException.Kind;
import dev.inward.model.Completion;
import dev.inward.model.Tool;
import dev.inward.model.UnusableModelException;
import dev.inward.text.ConsoleLog;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The objects that all batches of one model share: its server, its records on disk and the clock.
 *
 * @param model the model at the temperature of its entry
 * @param api the batch API of its server
 * @param calls sends the calls to that API
 * @param folder the records of batches
 * @param pace when batches are submitted and polled
 * @param clock the clock for the time of a submission
 * @param ignoresEarlierRuns whether no answer is taken from a batch of an earlier run
 */
record BatchContext(
        ApiModel model,
        BatchApi api,
        BatchCalls calls,
        BatchFolder folder,
        BatchPace pace,
        Clock clock,
        boolean ignoresEarlierRuns) {

    /** Providers answer a batch within a day. Waiting longer is pointless. */
    private static final Duration MAX_WAIT = Duration.ofHours(25);

    String modelName() {
        return model.settings().name();
    }

    /** Returns the request of a prompt as it appears in a batch. */
    String line(BatchedPrompt prompt) {
        return api.line(prompt.key(), prompt.requestJson());
    }

    /** Returns a record for a batch that is about to be submitted. */
    BatchRecord newRecord(List<String> keys) {
        return BatchRecord.unsubmitted(model.modelIdentity(), clock.instant(), keys);
    }

    /**
     * Takes the submission lock and runs a task. Retries until no other model or process holds the
     * lock.
     *
     * @param task receives the lock, and must close it
     * @param onFailure receives the failure if the lock file cannot be used
     */
    void whenLocked(Consumer<SubmissionLock> task, Consumer<Throwable> onFailure) {
        Optional<SubmissionLock> lock;
        try {
            lock = folder.tryLock();
        } catch (UncheckedIOException e) {
            onFailure.accept(UnusableModelException.because(modelName(), e));
            return;
        }
        if (lock.isPresent()) {
            task.accept(lock.get());
        } else {
            pace.after(pace.quietTime(), () -> whenLocked(task, onFailure));
        }
    }

    /** Submits a batch; tries once. */
    CompletableFuture<String> submit(BatchRecord record, List<String> lines) {
        return api.submit(record, lines, calls);
    }

    /** Looks for a batch that may have been submitted; tries once. */
    CompletableFuture<Optional<String>> find(BatchRecord record) {
        Set<String> others =
                folder.read(clock.instant()).stream()
                        .map(BatchRecord::id)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
        return api.find(record, others, calls);
    }

    /** Requests the state of a batch from the server. */
    CompletableFuture<BatchState> state(String id) {
        return api.state(id, calls);
    }

    /**
     * Returns the completion that a single call would return.
     *
     * @param result the result of a prompt
     * @param tools the tools of the prompt
     * @throws NoAnswerException if the result is no answer, so that the prompt is asked again
     */
    Completion completion(BatchResult result, List<Tool> tools) {
        if (result.body() == null) {
            throw NoAnswerException.because(result.failureReason());
        }
        Completion completion =
                model.completionReader()
                        .read(result.body(), result.body().toString(), result.requestId(), tools)
                        .asBatchResult();
        model.apiClient().recordAnswer();
        return completion;
    }

    /** Sends prompts as single calls, for the full price. */
    void sendAsSingleCalls(Collection<BatchedPrompt> prompts) {
        prompts.forEach(BatchedPrompt::sendAsSingleCall);
    }

    /** Returns whether a batch is older than the maximum time that a server takes. */
    boolean isOverdue(BatchRecord record) {
        return record.created().isBefore(clock.instant().minus(MAX_WAIT));
    }

    /** Returns the failure of a batch that is overdue. */
    ApiException overdue(BatchRecord record) {
        return new ApiException(
                String.format(
                        Locale.ROOT,
                        "model '%s': batch %s has not ended after more than a day",
                        modelName(),
                        record.id()),
                Kind.WAITED_FOR,
                null,
                null);
    }

    void log(System.Logger.Level level, String text) {
        ConsoleLog.of(BatchContext.class)
                .log(level, String.format(Locale.ROOT, "model '%s': %s", modelName(), text));
    }
}

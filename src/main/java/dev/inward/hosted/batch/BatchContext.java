package dev.inward.hosted.batch;

import dev.inward.hosted.http.ApiModel;
import dev.inward.model.Completion;
import dev.inward.model.UnusableModelException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What all batches of one model have in common.
 *
 * @param model asks what a batch does not answer
 * @param calls the calls to its server
 * @param folder where is kept what batches there are
 * @param clock tells when a batch was submitted
 * @param isAnew whether no answer is taken from a batch of an earlier run
 */
record BatchContext(
        ApiModel model,
        BatchApi api,
        BatchCalls calls,
        BatchFolder folder,
        BatchPace pace,
        Clock clock,
        boolean isAnew) {

    String name() {
        return model.settings().name();
    }

    /** The completion that a single call would have come to, or none where that would fail. */
    Optional<Completion> completion(BatchResult result) {
        if (result.body() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    model.dialect()
                            .completion(result.body(), result.requestId())
                            .readFrom(result.body().toString())
                            .maskedBy(model.settings().key().ifSet())
                            .byBatch());
        } catch (IllegalArgumentException noAnswer) {
            return Optional.empty();
        }
    }

    /** Asks without a batch, for the full price. */
    void askSingly(Collection<BatchedPrompt> prompts) {
        for (BatchedPrompt each : prompts) {
            CompletableFuture<?> unused =
                    model.complete(each.prompt())
                            .whenComplete(
                                    (completion, failure) -> {
                                        if (failure == null) {
                                            each.answer().complete(completion);
                                        } else {
                                            each.answer().completeExceptionally(failure);
                                        }
                                    });
        }
    }

    /**
     * Does something as soon as nobody else submits a batch.
     *
     * @param task closes the claim
     * @param failed hears why there can be none
     */
    void whenClaimed(Consumer<SubmissionLock> task, Consumer<Throwable> failed) {
        Optional<SubmissionLock> claim;
        try {
            claim = folder.claim();
        } catch (UncheckedIOException e) {
            failed.accept(UnusableModelException.because(name(), e));
            return;
        }
        if (claim.isPresent()) {
            task.accept(claim.get());
        } else {
            pace.after(pace.quiet(), () -> whenClaimed(task, failed));
        }
    }

    /** Looks for a batch that may have been submitted; tries once. */
    CompletableFuture<Optional<String>> find(BatchRecord intent) {
        Set<String> others =
                folder.read(clock.instant()).stream()
                        .map(BatchRecord::id)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
        return api.find(intent, others, calls);
    }

    /** Submits a batch; tries once. */
    CompletableFuture<String> submit(BatchRecord intent, List<String> lines) {
        return api.submit(intent, lines, calls);
    }

    void say(System.Logger.Level level, String text) {
        System.getLogger(BatchModel.class.getName())
                .log(level, "model '%s': %s".formatted(name(), text));
    }
}

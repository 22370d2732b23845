package dev.inward.hosted.batch;

import static java.lang.System.Logger.Level.WARNING;

import dev.inward.hosted.http.ApiModel;
import dev.inward.model.ApiException;
import dev.inward.model.ApiException.Kind;
import dev.inward.model.Completion;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.Price;
import dev.inward.model.PricedModel;
import dev.inward.model.Prompt;
import dev.inward.model.UnusableModelException;
import dev.inward.model.Usage;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A model behind an address that is asked by batches, for half the price. What a batch does not
 * answer is asked singly.
 *
 * <p>This class is thread-safe.
 */
public final class BatchModel implements IdentifiedModel, PricedModel, AutoCloseable {

    private final BatchContext desk;
    private final BatchCollector gatherer;
    private final BatchRegistry batches;
    private final Set<PendingBatch> lined = ConcurrentHashMap.newKeySet();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private boolean isRefused;

    BatchModel(BatchContext desk, BatchLimits limits) {
        this.desk = desk;
        batches = new BatchRegistry(desk);
        gatherer = new BatchCollector(limits, desk.pace(), this::submit);
    }

    /**
     * Opens a model.
     *
     * @param folder where is kept what batches there are
     */
    public static BatchModel open(
            ApiModel model, BatchApi api, BatchPace pace, Path folder, boolean isAnew) {
        return new BatchModel(
                new BatchContext(
                        model,
                        api,
                        new BatchCalls(model.access()),
                        new BatchFolder(folder),
                        pace,
                        Clock.systemUTC(),
                        isAnew),
                api.limits());
    }

    @Override
    public CompletableFuture<Completion> complete(Prompt prompt) {
        try {
            requireReady();
            batches.readFirst();
        } catch (IllegalArgumentException notReady) {
            return CompletableFuture.failedFuture(notReady);
        } catch (UncheckedIOException e) {
            return CompletableFuture.failedFuture(UnusableModelException.because(desk.name(), e));
        }
        var answer = new CompletableFuture<Completion>();
        var one = new BatchedPrompt(key(prompt), prompt, answer);
        // A batch has one answer a key, and whoever asks once more wants another.
        if (!asked.add(one.key())) {
            return desk.model().complete(prompt);
        }
        if (!isAwaited(one)) {
            gather(one);
        }
        return answer;
    }

    private String key(Prompt prompt) {
        return BatchKey.of(identity(prompt));
    }

    /** Whether there is a batch with this prompt, where it waits from now on. */
    private boolean isAwaited(BatchedPrompt prompt) {
        Batch batch = batches.of(prompt.key());
        return batch != null && batch.await(prompt, () -> resume(batch));
    }

    private void resume(Batch batch) {
        if (batch.record().id() == null) {
            desk.whenClaimed(
                    claim ->
                            new BatchSubmission(desk, batch, claim)
                                    .find(this::gather, () -> resume(batch)),
                    batch::failAll);
        } else {
            new BatchPoller(desk, batch).resume();
        }
    }

    private void gather(BatchedPrompt prompt) {
        String line = desk.api().line(prompt.key(), desk.model().request(prompt.prompt()));
        if (isRefused() || !gatherer.gather(prompt, line)) {
            desk.askSingly(List.of(prompt));
        }
    }

    private void submit(PendingBatch gathering) {
        lined.add(gathering);
        desk.whenClaimed(claim -> submit(gathering, claim), gathering::failAll);
    }

    /** What others have submitted meanwhile is not submitted once more. */
    private void submit(PendingBatch gathering, SubmissionLock claim) {
        if (!lined.remove(gathering)) {
            claim.close();
            return;
        }
        try {
            batches.readOthers();
        } catch (UncheckedIOException e) {
            claim.close();
            gathering.failAll(UnusableModelException.because(desk.name(), e));
            return;
        }
        PendingBatch rest = gathering.without(this::isAwaited);
        if (rest.size() == 0) {
            claim.close();
            return;
        }
        Batch batch =
                batches.enter(
                        BatchRecord.intent(
                                desk.model().address(), desk.clock().instant(), rest.keys()));
        new BatchSubmission(desk, batch, claim).submit(rest, this::refused);
    }

    private synchronized boolean isRefused() {
        return isRefused;
    }

    private void refused(ApiException refusal) {
        synchronized (this) {
            if (isRefused) {
                return;
            }
            isRefused = true;
        }
        desk.say(
                WARNING,
                "the server takes no batch, so that every prompt is asked singly, for the full price: "
                        + refusal.getMessage());
    }

    @Override
    public void kept(Prompt prompt) {
        String key = key(prompt);
        Batch batch = batches.of(key);
        if (batch != null) {
            batch.kept(key);
        }
    }

    /** Lets nobody wait any longer; batches go on at the server, and the next run with them. */
    @Override
    public void close() {
        var closed =
                new ApiException(
                        "model '%s' was not waited for: the run has been closed; what is in a batch is answered all the same, and taken from there by the next run"
                                .formatted(desk.name()),
                        Kind.CONFIGURATION,
                        null,
                        null);
        gatherer.close().failAll(closed);
        lined.forEach(gathering -> gathering.failAll(closed));
        lined.clear();
        batches.close(closed);
    }

    @Override
    public void requireReady() {
        desk.model().requireReady();
    }

    @Override
    public boolean canBeAskedAboutOthers() {
        return desk.model().canBeAskedAboutOthers();
    }

    @Override
    public List<String> identity(Prompt prompt) {
        return desk.model().identity(prompt);
    }

    @Override
    public Optional<Price> price() {
        return desk.model().price();
    }

    @Override
    public Usage most(Prompt prompt) {
        return desk.model().most(prompt);
    }
}

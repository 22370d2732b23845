package dev.inward.model;

import static java.lang.System.Logger.Level.WARNING;

import dev.inward.model.ApiException.Kind;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A model behind an address that is asked by batches, for half the price. What a batch does not
 * answer is asked singly.
 *
 * <p>This class is thread-safe.
 */
final class BatchModel implements IdentifiedModel, PricedModel, AutoCloseable {

    private final BatchDesk desk;
    private final Gatherer gatherer;
    private final Set<String> asked = new HashSet<>();
    private final Map<String, Batch> batches = new HashMap<>();
    private List<String> model = List.of();
    private boolean isRefused;

    BatchModel(BatchDesk desk, BatchLimits limits) {
        this.desk = desk;
        gatherer = new Gatherer(limits, desk.pace(), this::submit);
    }

    /**
     * Opens a model.
     *
     * @param folder where is kept what batches there are
     */
    static BatchModel open(ApiModel model, BatchApi api, BatchPace pace, Path folder) {
        return new BatchModel(
                new BatchDesk(
                        model,
                        api,
                        model.batchCalls(),
                        new BatchFolder(folder),
                        pace,
                        Clock.systemUTC()),
                api.limits());
    }

    @Override
    public CompletableFuture<Completion> complete(Prompt prompt) {
        try {
            requireReady();
            List<String> identity = identity(prompt);
            var answer = new CompletableFuture<Completion>();
            var one = new BatchedPrompt(BatchKey.of(identity), prompt, answer);
            if (!isFirst(one, identity)) {
                return desk.model().complete(prompt);
            }
            ask(one);
            return answer;
        } catch (IllegalArgumentException notReady) {
            return CompletableFuture.failedFuture(notReady);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(UnusableModelException.because(desk.name(), e));
        }
    }

    /**
     * Whether nobody has asked this in this run: a batch has one answer a key, and whoever asks
     * once more wants another. The first prompt of all has the records of earlier runs read.
     */
    private synchronized boolean isFirst(BatchedPrompt prompt, List<String> identity) {
        if (model.isEmpty()) {
            List<String> who = List.copyOf(identity.subList(0, identity.size() - 1));
            desk.folder().read(desk.clock().instant()).stream()
                    .filter(batch -> batch.model().equals(who))
                    .forEach(this::enter);
            model = who;
        }
        return asked.add(prompt.key());
    }

    private synchronized Batch enter(BatchRecord batch) {
        var entered = new Batch(desk, batch);
        batch.keys().forEach(key -> batches.put(key, entered));
        return entered;
    }

    private synchronized @Nullable Batch batchOf(String key) {
        return batches.get(key);
    }

    private void ask(BatchedPrompt prompt) {
        Batch batch = batchOf(prompt.key());
        if (batch == null || !batch.await(prompt, () -> resume(batch))) {
            gather(prompt);
        }
    }

    private void resume(Batch batch) {
        if (batch.record().id() == null) {
            new BatchSubmission(desk, batch).find(this::gather);
        } else {
            new BatchWatch(desk, batch).resume();
        }
    }

    private void gather(BatchedPrompt prompt) {
        List<String> identity = identity(prompt.prompt());
        String line = desk.api().line(prompt.key(), identity.get(identity.size() - 1));
        if (isRefused() || !gatherer.gather(prompt, line)) {
            desk.askSingly(List.of(prompt));
        }
    }

    private void submit(Gathering gathering) {
        Batch batch = enter(BatchRecord.intent(who(), desk.clock().instant(), gathering.keys()));
        new BatchSubmission(desk, batch).submit(gathering, this::refused);
    }

    private synchronized List<String> who() {
        return model;
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
        Batch batch = batchOf(BatchKey.of(identity(prompt)));
        if (batch != null) {
            batch.kept(BatchKey.of(identity(prompt)));
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
        gatherer.close().forEach(prompt -> prompt.answer().completeExceptionally(closed));
        Set<Batch> open;
        synchronized (this) {
            open = Set.copyOf(batches.values());
        }
        open.forEach(batch -> batch.close(closed));
    }

    @Override
    public void requireReady() {
        desk.model().requireReady();
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

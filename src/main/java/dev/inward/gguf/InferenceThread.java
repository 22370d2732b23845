package dev.inward.gguf;

import dev.inward.gguf.WaitingPrompts.Waiting;
import dev.inward.model.UnusableModelException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The thread that computes the answers of a native model, which it loads at the first prompt. All
 * entries with the same content of the file, context size and number of threads share it.
 *
 * <p>It stays for later entries until the JVM ends. The library keeps the memory of a model that is
 * closed, so closing it would only make the next entry load the file into new memory.
 *
 * <p>This class is thread-safe.
 */
final class InferenceThread {

    /** What decides whether two entries can share a native model. */
    private record Key(String sha256, int contextSize, int threads) {}

    private static final Map<Key, InferenceThread> THREADS = new ConcurrentHashMap<>();

    private final WaitingPrompts prompts = new WaitingPrompts();
    private final ExecutorService executor;

    /** Only the thread itself uses it. */
    private @Nullable NativeModel model;

    /** Only the thread itself uses it. */
    private String last = "";

    private InferenceThread(String name) {
        executor =
                Executors.newSingleThreadExecutor(
                        work -> {
                            var thread = new Thread(work, "gguf-" + name);
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /**
     * Returns the thread for an entry.
     *
     * @throws IllegalArgumentException if the entry states no hash and the file cannot be read
     */
    static InferenceThread of(GgufSettings settings) {
        return THREADS.computeIfAbsent(
                new Key(settings.sha256(), settings.contextSize(), settings.threads()),
                key -> new InferenceThread(settings.name()));
    }

    void submit(Waiting waiting) {
        prompts.add(waiting);
        executor.execute(this::answerNext);
    }

    /** Removes the waiting prompts of an entry. */
    List<Waiting> withdraw(ModelEntry entry) {
        return prompts.drain(entry);
    }

    private void answerNext() {
        prompts.next(last).ifPresent(this::answer);
    }

    private void answer(Waiting waiting) {
        try {
            last = waiting.order();
            waiting.answer()
                    .complete(
                            waiting.entry()
                                    .answer(
                                            loaded(waiting.entry().settings()),
                                            waiting.prompt().messages(),
                                            waiting.sample()));
        } catch (Throwable e) {
            waiting.answer().completeExceptionally(e);
        }
    }

    private NativeModel loaded(GgufSettings settings) {
        if (model == null) {
            try {
                model = NativeModel.load(settings);
            } catch (RuntimeException e) {
                throw UnusableModelException.because(settings.name(), e);
            }
        }
        return model;
    }
}

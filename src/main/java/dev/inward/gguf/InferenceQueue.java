package dev.inward.gguf;

import dev.inward.gguf.WaitingPrompts.Waiting;
import dev.inward.model.Completion;
import dev.inward.model.Prompt;
import dev.inward.model.UnusableModelException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The thread that computes the answers of a model. It loads the model at the first prompt, and
 * unloads it at the end.
 *
 * <p>This class is thread-safe.
 */
final class InferenceQueue implements AutoCloseable {

    private final String name;
    private final Supplier<NativeModel> loader;
    private final WaitingPrompts prompts = new WaitingPrompts();
    private final ExecutorService executor;

    /** Only the model's own thread uses it. */
    private @Nullable NativeModel model;

    /** Only the model's own thread uses it. */
    private String lastPrompt = "";

    /**
     * Creates the thread.
     *
     * @param name the name of the model
     * @param loader loads the model
     */
    InferenceQueue(String name, Supplier<NativeModel> loader) {
        this.name = name;
        this.loader = loader;
        executor = Executors.newSingleThreadExecutor(this::thread);
    }

    private Thread thread(Runnable work) {
        var thread =
                new Thread(
                        () -> {
                            try {
                                work.run();
                            } finally {
                                if (model != null) {
                                    model.close();
                                }
                            }
                        },
                        "gguf-" + name);
        thread.setDaemon(true);
        return thread;
    }

    CompletableFuture<Completion> submit(Prompt prompt, int sample) {
        var waiting = new Waiting(prompt, sample, new CompletableFuture<>());
        prompts.add(waiting);
        try {
            executor.execute(this::answerNext);
        } catch (RejectedExecutionException closed) {
            failWaiting();
        }
        return waiting.answer();
    }

    private void answerNext() {
        prompts.next(lastPrompt).ifPresent(this::answer);
    }

    private void answer(Waiting waiting) {
        try {
            lastPrompt = waiting.prompt().text();
            waiting.answer()
                    .complete(loaded().answer(waiting.prompt().messages(), waiting.sample()));
        } catch (Throwable e) {
            waiting.answer().completeExceptionally(e);
        }
    }

    private NativeModel loaded() {
        if (model == null) {
            try {
                model = loader.get();
            } catch (RuntimeException e) {
                throw UnusableModelException.because(name, e);
            }
        }
        return model;
    }

    private void failWaiting() {
        prompts.drain()
                .forEach(
                        waiting ->
                                waiting.answer()
                                        .completeExceptionally(
                                                new IllegalStateException(
                                                        String.format(
                                                                Locale.ROOT,
                                                                "Model '%s' was closed before it answered.",
                                                                name))));
    }

    /**
     * Fails waiting and later prompts. Prompts in work are answered, then the model is unloaded.
     */
    @Override
    public void close() {
        executor.shutdown();
        failWaiting();
    }
}

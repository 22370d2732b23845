package dev.inward.gguf;

import dev.inward.gguf.WaitingPrompts.Waiting;
import dev.inward.model.Completion;
import dev.inward.model.Message;
import dev.inward.model.Prompt;
import dev.inward.model.UnusableModelException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the models file, whose prompts a native model answers. Other entries may share the
 * native model.
 *
 * <p>This class is thread-safe.
 */
final class ModelEntry implements AutoCloseable {

    private final GgufSettings settings;
    private final Set<String> variables;

    private boolean isClosed;
    private @Nullable InferenceThread thread;

    /** Only the thread of the native model uses it. */
    private @Nullable PromptRenderer renderer;

    /**
     * Creates an entry. Reads neither file nor library.
     *
     * @param settings its settings
     * @param variables the names of the environment variables
     */
    ModelEntry(GgufSettings settings, Set<String> variables) {
        this.settings = settings;
        this.variables = variables;
    }

    GgufSettings settings() {
        return settings;
    }

    /**
     * Checks that the model can be loaded, without loading it.
     *
     * @return the header of the file
     * @throws IllegalArgumentException if the library is absent, or the file is absent, damaged or
     *     not the one that the entry states
     */
    GgufFile check() {
        NativeLibrary.require(settings.name(), variables);
        GgufFile file = GgufFile.read(settings.name(), settings.path());
        String stated = settings.statedSha256();
        String found = FileHash.of(settings.path()).orElse("unknown");
        if (stated != null && !stated.equals(found)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The file %s of model '%s' is not the one that models.yaml states: its SHA-256 is %s, expected %s. Fetch the file again, or correct 'sha256:'.",
                            settings.path(),
                            settings.name(),
                            found,
                            stated));
        }
        if (settings.labels() == null && file.chatTemplate().isEmpty()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The file %s of model '%s' has no chat template. Use 'chat-template: none' in models.yaml, as for a base model.",
                            settings.path(),
                            settings.name()));
        }
        return file;
    }

    /** Returns the future answer of a prompt. The first prompt checks file and library. */
    synchronized CompletableFuture<Completion> submit(Prompt prompt, int sample) {
        var waiting = new Waiting(this, prompt, sample, new CompletableFuture<>());
        if (isClosed) {
            fail(waiting);
            return waiting.answer();
        }
        try {
            if (thread == null) {
                GgufFile unused = check();
                thread = InferenceThread.of(settings);
            }
            thread.submit(waiting);
        } catch (RuntimeException e) {
            waiting.answer()
                    .completeExceptionally(UnusableModelException.because(settings.name(), e));
        }
        return waiting.answer();
    }

    /**
     * Answers a prompt. Only the thread of the native model calls this.
     *
     * @throws UnusableModelException if the library does not know the file's chat template
     */
    Completion answer(NativeModel model, List<Message> messages, int sample) {
        if (renderer == null) {
            renderer = renderer(model);
        }
        return model.answer(settings, renderer.render(messages), sample);
    }

    private PromptRenderer renderer(NativeModel model) {
        TurnLabels labels = settings.labels();
        if (labels != null) {
            return labels::render;
        }
        try {
            return model.chatTemplate(settings, GgufFile.read(settings.name(), settings.path()));
        } catch (IllegalArgumentException e) {
            throw UnusableModelException.because(settings.name(), e);
        }
    }

    private void fail(Waiting waiting) {
        waiting.answer()
                .completeExceptionally(
                        new IllegalStateException(
                                String.format(
                                        Locale.ROOT,
                                        "Model '%s' was closed before it answered.",
                                        settings.name())));
    }

    /** Fails waiting and later prompts. A prompt in work is answered. */
    @Override
    public void close() {
        withdraw().forEach(this::fail);
    }

    private synchronized List<Waiting> withdraw() {
        isClosed = true;
        return thread == null ? List.of() : thread.withdraw(this);
    }
}

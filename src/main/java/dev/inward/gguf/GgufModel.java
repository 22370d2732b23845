package dev.inward.gguf;

import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.Prompt;
import dev.inward.model.RequestFingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A model in a GGUF file. File and library are read at the first prompt.
 *
 * <p>This class is thread-safe.
 */
final class GgufModel implements IdentifiedModel, AutoCloseable {

    private final GgufSettings settings;
    private final Set<String> variables;
    private final InferenceQueue queue;
    private final int sample;

    private GgufModel(
            GgufSettings settings, Set<String> variables, InferenceQueue queue, int sample) {
        this.settings = settings;
        this.variables = variables;
        this.queue = queue;
        this.sample = sample;
    }

    static GgufModel open(GgufSettings settings) {
        return open(settings, System.getenv().keySet());
    }

    /**
     * @param variables the names of the environment variables
     */
    static GgufModel open(GgufSettings settings, Set<String> variables) {
        var queue =
                new InferenceQueue(
                        settings.name(),
                        () -> NativeModel.load(settings, checked(settings, variables)));
        return new GgufModel(settings, variables, queue, 0);
    }

    /**
     * Checks that the model can be loaded, without loading it.
     *
     * @throws IllegalArgumentException if the library is absent, or the file is absent, damaged or
     *     not the one that the entry states
     */
    @Override
    public void requireReady() {
        GgufFile unused = checked(settings, variables);
    }

    private static GgufFile checked(GgufSettings settings, Set<String> variables) {
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

    @Override
    public List<String> identity(Prompt prompt) {
        List<String> identity = new ArrayList<>();
        identity.add("gguf");
        identity.add(settings.sha256());
        identity.add(settings.sampling(sample));
        identity.addAll(prompt.rolesAndTexts());
        return identity;
    }

    @Override
    public List<String> modelIdentity() {
        return List.of("gguf", settings.sha256());
    }

    @Override
    public Optional<RequestFingerprint> requestFingerprint() {
        return Optional.of(new RequestFingerprint(settings.sha256(), settings.sampling(0)));
    }

    /** Returns a model with another seed; this model if it draws no answers. */
    @Override
    public ChatModel forSample(int other) {
        return settings.isSampled() ? new GgufModel(settings, variables, queue, other) : this;
    }

    @Override
    public CompletableFuture<Completion> complete(Prompt prompt) {
        return queue.submit(prompt, sample);
    }

    /** Fails waiting prompts. Those in work are answered. */
    @Override
    public void stopSending() {
        queue.close();
    }

    /** Fails waiting prompts. When those in work are answered, the model is unloaded. */
    @Override
    public void close() {
        queue.close();
    }
}

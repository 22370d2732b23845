package dev.inward.gguf;

import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.Prompt;
import dev.inward.model.RequestFingerprint;
import java.util.ArrayList;
import java.util.List;
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
    private final ModelEntry entry;
    private final int sample;

    private GgufModel(ModelEntry entry, int sample) {
        settings = entry.settings();
        this.entry = entry;
        this.sample = sample;
    }

    static GgufModel open(GgufSettings settings) {
        return open(settings, System.getenv().keySet());
    }

    /**
     * @param variables the names of the environment variables
     */
    static GgufModel open(GgufSettings settings, Set<String> variables) {
        return new GgufModel(new ModelEntry(settings, variables), 0);
    }

    /**
     * Checks that the model can be loaded, without loading it.
     *
     * @throws IllegalArgumentException if the library is absent, or the file is absent, damaged or
     *     not the one that the entry states
     */
    @Override
    public void requireReady() {
        GgufFile unused = entry.check();
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
        return settings.isSampled() ? new GgufModel(entry, other) : this;
    }

    @Override
    public CompletableFuture<Completion> complete(Prompt prompt) {
        return entry.submit(prompt, sample);
    }

    /** Fails waiting prompts. Those in work are answered. */
    @Override
    public void stopSending() {
        entry.close();
    }

    /** Fails waiting prompts. Those in work are answered. */
    @Override
    public void close() {
        entry.close();
    }
}

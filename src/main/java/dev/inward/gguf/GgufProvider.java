package dev.inward.gguf;

import dev.inward.model.ChatModel;
import dev.inward.model.ModelProvider;
import dev.inward.model.ModelSpecification;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The provider of models in GGUF files, {@code provider: gguf} in the models file. A model runs in
 * this JVM. All models together compute one answer at a time.
 *
 * <p>The required key {@code path} names the file, relative to the folder of the models file. The
 * page about models describes all keys.
 *
 * <p>The key of a stored answer consists of the SHA-256 of the file, every setting that changes an
 * answer, and the prompt. If the entry states the hash as {@code sha256}, recorded answers are read
 * without the file and without the library.
 *
 * <p>It needs {@code de.kherud:llama}, which is an optional dependency of Inward.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class GgufProvider implements ModelProvider {

    /** Creates the provider; called by {@link java.util.ServiceLoader}. */
    public GgufProvider() {}

    @Override
    public String name() {
        return "gguf";
    }

    /**
     * Creates the model. Reads neither file nor library: that happens at the first prompt.
     *
     * @param specification the entry of the model in the models file
     * @return the model; the caller closes it
     * @throws IllegalArgumentException when a key is missing or wrong
     */
    @Override
    public ChatModel open(ModelSpecification specification) {
        return GgufModel.open(GgufSettings.of(specification));
    }
}

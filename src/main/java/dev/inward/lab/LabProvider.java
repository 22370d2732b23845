package dev.inward.lab;

import dev.inward.model.ChatModel;
import dev.inward.model.ModelProvider;
import dev.inward.model.ModelSpecification;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The provider of the embedded language models, {@code provider: lab} in the models file. The key
 * {@code checkpoint} is a path relative to the folder of that file.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class LabProvider implements ModelProvider {

    /** Creates the provider; called by {@link java.util.ServiceLoader}. */
    public LabProvider() {}

    @Override
    public String name() {
        return "lab";
    }

    /**
     * Loads a checkpoint.
     *
     * @param specification the entry of the model in the models file
     * @return the model; the caller closes it
     * @throws IllegalArgumentException when the checkpoint is missing, damaged or not the one its
     *     manifest lists
     */
    @Override
    public ChatModel open(ModelSpecification specification) {
        return LabModel.open(
                specification.name(),
                specification.directory().resolve(specification.requiredSetting("checkpoint")),
                new FinetunedWeightsCache(specification.home().resolve("lab")));
    }
}

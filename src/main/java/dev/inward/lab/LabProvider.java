package dev.inward.lab;

import dev.inward.model.ChatModel;
import dev.inward.model.ModelProvider;
import dev.inward.model.ModelSpecification;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Opens the embedded language models: {@code provider: lab} in the models file, with the key {@code
 * checkpoint}, a path from the folder of that file.
 *
 * <p>Needs DJL's PyTorch engine, which Inward does not bring along.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class LabProvider implements ModelProvider {

    private static final String ENGINE = "ai.djl.pytorch.engine.PtEngine";

    /** Makes the provider; called by {@link java.util.ServiceLoader}. */
    public LabProvider() {}

    @Override
    public String name() {
        return "lab";
    }

    /**
     * Loads a checkpoint.
     *
     * @throws IllegalArgumentException when the engine is not on the class path, or the checkpoint
     *     is missing, damaged or not the one its manifest lists
     */
    @Override
    public ChatModel open(ModelSpecification specification) {
        try {
            Class.forName(ENGINE, false, LabProvider.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "model '%s' is one of the lab's, which run on DJL's PyTorch engine, but %s is not on the class path; add ai.djl.pytorch:pytorch-engine, pytorch-jni and pytorch-native-cpu"
                            .formatted(specification.name(), ENGINE),
                    e);
        }
        return LabModel.open(
                specification.name(),
                specification.directory().resolve(specification.required("checkpoint")),
                new FinetunedWeightsCache(specification.home().resolve("lab")));
    }
}

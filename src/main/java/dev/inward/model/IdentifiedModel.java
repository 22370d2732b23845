package dev.inward.model;

import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A model that can say what determines its answer to a prompt, so that the answer can be kept and
 * found again. Two models that say the same are one and the same to whoever keeps answers.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface IdentifiedModel extends ChatModel {

    /**
     * {@return everything that determines the answer but chance, in a fixed order: the kind of
     * provider, where and who the model is, and the whole request. Never a key}
     *
     * @param prompt what would be asked
     */
    List<String> identity(Prompt prompt);

    /**
     * Hears that an answer of this model is where it will be found again, so that nothing else
     * needs to be kept that it could be had from. Does nothing where nothing is.
     *
     * @param prompt what was asked
     */
    default void kept(Prompt prompt) {}

    /**
     * {@return what is requested of the provider beside the prompt, so that two runs can be told to
     * have asked for the same; nothing where the model does not say, and then they cannot}
     */
    default Optional<RequestFingerprint> requested() {
        return Optional.empty();
    }
}

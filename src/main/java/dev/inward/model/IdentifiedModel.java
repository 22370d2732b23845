package dev.inward.model;

import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A model that can name everything that determines its answer to a prompt. The answer store uses
 * this identity as its key. Two models with the same identity share their stored answers. A model
 * that does not implement this interface has the default identity that {@link ChatModel} describes.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface IdentifiedModel extends ChatModel {

    /**
     * Returns everything that determines the answer, except chance: the kind of provider, the
     * address, the model, and the whole request. It contains no API key. Example: {@code ["mine",
     * "model-7", "temperature 0", "What is 2 + 2?"]}.
     *
     * <p>Does not call the model. The same prompt always gives the same identity, also in later
     * runs.
     *
     * @param prompt the prompt to identify
     * @return the parts of the identity, in a fixed order
     */
    List<String> identity(Prompt prompt);

    /**
     * Reads the response of a stored answer again. The store calls this for an answer that it has
     * kept under an earlier rule of what counts as an answer. Does not call the model.
     *
     * @param stored the stored answer, with its {@linkplain Completion#raw() response}
     * @return the answer as it would be read today; empty, as by default, if the response is no
     *     answer or is not known, and then the model is called again
     */
    default Optional<Completion> readAgain(Completion stored) {
        return Optional.empty();
    }

    /**
     * Receives the notice that an answer of this model is stored. The model may now delete its own
     * copies of the answer, such as the results of a batch. The default does nothing.
     *
     * @param prompt the prompt of the stored answer
     */
    default void answerStored(Prompt prompt) {}

    /**
     * Returns which model answers: the kind of provider, the address and the model, but neither the
     * prompt nor sampling parameters. Two entries of the models file with the same parts are one
     * model under two names. A report says so if one of them judges the other. It contains no API
     * key.
     *
     * @return the parts, in a fixed order; empty by default, and then nothing is known
     */
    default List<String> modelIdentity() {
        return List.of();
    }

    /**
     * Returns what this model requests from its provider, except the prompt. The regression gate
     * compares the fingerprints of two runs to check that both sent the same requests.
     *
     * @return the fingerprint; empty by default, and then runs of this model cannot be compared
     */
    default Optional<RequestFingerprint> requestFingerprint() {
        return Optional.empty();
    }
}

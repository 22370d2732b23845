package dev.inward.model;

import java.util.concurrent.CompletableFuture;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A language model that answers prompts.
 *
 * <p>Implementations are thread-safe: the study asks for many answers at once and the model decides
 * how many it works on. A model that can also be finetuned implements {@link FinetunableModel}.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface ChatModel {

    /**
     * Asks the model.
     *
     * @param prompt what is asked
     * @return the answer to come; completes exceptionally when the model could not be reached,
     *     which makes the answer <em>missing</em>, never wrong
     */
    CompletableFuture<Completion> complete(Prompt prompt);

    /**
     * Refuses, before the first call of a run, what would make every call fail, such as a key that
     * is not set. Calls nobody; does nothing for a model that needs nothing.
     *
     * @throws IllegalArgumentException naming what is lacking and the mend
     */
    default void requireReady() {}

    /**
     * {@return whether the model can be asked about somebody else than itself: a prompt that says
     * so in any words it was not made for is still understood}
     */
    default boolean canBeAskedAboutOthers() {
        return true;
    }
}

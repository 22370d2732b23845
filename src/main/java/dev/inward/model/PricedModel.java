package dev.inward.model;

import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A model whose answers are paid for. One that is not of this kind costs nothing, as far as Inward
 * knows.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface PricedModel extends ChatModel {

    /** {@return what tokens of this model cost, where it is known} */
    Optional<Price> price();

    /**
     * {@return the most that an answer can take, before it is asked for}
     *
     * @param prompt what would be asked
     */
    Usage most(Prompt prompt);
}

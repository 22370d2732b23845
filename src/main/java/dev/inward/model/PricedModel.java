package dev.inward.model;

import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A model whose answers cost money. Inward assumes that models without this interface are free.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface PricedModel extends ChatModel {

    /** {@return the prices of this model; empty if they are not known} */
    Optional<Price> price();

    /**
     * Returns an upper bound of the tokens that one answer to a prompt uses. Does not call the
     * model. A budget reserves the cost of these tokens before the call.
     *
     * @param prompt the prompt to estimate
     * @return the upper bound
     */
    Usage maxUsage(Prompt prompt);
}

package dev.inward.model;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A model that can answer one prompt several times by one call, so that the prompt's tokens are
 * paid once. What identifies an answer does not depend on how many were asked for together.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface SamplingModel extends ChatModel {

    /**
     * {@return the most answers that one call is worth asking for, at least 1; may fall as the
     * model finds out what its server gives}
     */
    int mostSamples();

    /**
     * Asks the model once.
     *
     * @param prompt what is asked
     * @param samples how many answers are wanted, at least 1
     * @return the answers to come: at least one and at most so many, fewer where the server gives
     *     fewer. What they took adds up to what the call took: the prompt's tokens count for the
     *     first. Completes exceptionally as {@link #complete(Prompt)} does
     */
    CompletableFuture<List<Completion>> complete(Prompt prompt, int samples);
}

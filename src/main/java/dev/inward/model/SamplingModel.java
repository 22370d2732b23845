package dev.inward.model;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A model that can answer one prompt several times in one call, so that the tokens of the prompt
 * are paid once. The {@linkplain IdentifiedModel identity} of an answer does not depend on the
 * number of answers in the call.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface SamplingModel extends ChatModel {

    /**
     * Returns the maximum number of answers to request in one call. The value may fall during a
     * run, when the model learns that its server returns fewer.
     *
     * @return the maximum, at least 1
     */
    int maxSamples();

    /**
     * Submits a prompt and requests several answers in one call. Returns at once.
     *
     * @param prompt the conversation to answer
     * @param samples the number of requested answers, at least 1
     * @return the future answers: at least one and at most {@code samples}. The server may return
     *     fewer than requested. The usages of the answers add up to the usage of the call: the
     *     first answer carries the tokens of the prompt. Completes exceptionally in the same cases
     *     as {@link #complete(Prompt)}
     */
    CompletableFuture<List<Completion>> complete(Prompt prompt, int samples);
}

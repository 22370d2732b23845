package dev.inward.hosted.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.model.ApiException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * How one family of servers answers many prompts together, within a day and for half the price.
 * Implementations hold no state. What they return completes with an {@link ApiException} where a
 * call fails.
 */
public interface BatchApi {

    /** How much a batch may hold. */
    BatchLimits limits();

    /**
     * One request as it stands in a batch.
     *
     * @param key what it is known by: 64 letters and digits
     * @param body the body of the single call
     */
    String line(String key, String body);

    /**
     * Submits a batch. Is tried once: a call without a reply may have been heard.
     *
     * @param intent what it is known by
     * @param lines its requests, as {@link #line} writes them
     * @return the server's name for it
     */
    CompletableFuture<String> submit(BatchRecord intent, List<String> lines, BatchCalls calls);

    /**
     * Looks for a batch that was to be submitted, where nobody knows whether it was. Is tried once.
     *
     * @param known the names of batches that are others for sure
     */
    CompletableFuture<Optional<String>> find(
            BatchRecord intent, Set<String> known, BatchCalls calls);

    /** Asks how a batch is. */
    CompletableFuture<BatchState> state(String id, BatchCalls calls);

    /** Reads one line of results. */
    BatchResult result(JsonNode line);
}

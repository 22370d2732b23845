package dev.inward.hosted.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.model.ApiException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The batch API of one family of servers: many prompts in one submission. The server answers them
 * within a day for half the price. Implementations have no state. The futures they return fail with
 * an {@link ApiException} if a call fails.
 */
public interface BatchApi {

    /** Returns the size limits of a batch. */
    BatchLimits limits();

    /**
     * Returns one request as it appears in a batch.
     *
     * @param key the key of the request: 64 letters and digits
     * @param body the body of the single call
     */
    String line(String key, String body);

    /**
     * Submits a batch. Tries once, because the server may have received a call that got no reply.
     *
     * @param record the record of the batch
     * @param lines its requests, as {@link #line} writes them
     * @param calls sends the call
     * @return the server's id of the batch
     */
    CompletableFuture<String> submit(BatchRecord record, List<String> lines, BatchCalls calls);

    /**
     * Looks for a batch whose submission is not confirmed. Tries once.
     *
     * @param record the record of the batch
     * @param known the ids of batches that are known to be others
     * @param calls sends the calls
     * @return the server's id of the batch; empty if the server does not have it
     */
    CompletableFuture<Optional<String>> find(
            BatchRecord record, Set<String> known, BatchCalls calls);

    /**
     * Requests the state of a batch.
     *
     * @param id the server's id of the batch
     * @param calls sends the call
     */
    CompletableFuture<BatchState> state(String id, BatchCalls calls);

    /** Reads one line of the results. */
    BatchResult result(JsonNode line);
}

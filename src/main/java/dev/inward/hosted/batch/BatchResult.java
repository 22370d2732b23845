package dev.inward.hosted.batch;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * The result of one request of a batch.
 *
 * @param key the key of the request
 * @param body the body that a single call would return; null if there is no answer
 * @param requestId the server's id of the request; empty if it gives none
 * @param failureReason the reason why there is no answer; empty if there is one
 */
record BatchResult(String key, @Nullable JsonNode body, String requestId, String failureReason) {}

package dev.inward.hosted.batch;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What came of one request of a batch.
 *
 * @param key what the request was known by
 * @param body what a single call would have come to; null where there is no answer
 * @param requestId the server's own name for the request; empty if it gave none
 * @param complaint why there is no answer; empty where there is one
 */
record BatchResult(String key, @Nullable JsonNode body, String requestId, String complaint) {}

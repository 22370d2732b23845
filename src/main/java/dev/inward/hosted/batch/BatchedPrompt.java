package dev.inward.hosted.batch;

import dev.inward.model.Completion;
import dev.inward.model.Prompt;
import java.util.concurrent.CompletableFuture;

/**
 * A prompt that waits for its answer from a batch.
 *
 * @param key identifies the request within a batch
 * @param prompt the prompt
 * @param answer completed with the answer
 */
record BatchedPrompt(String key, Prompt prompt, CompletableFuture<Completion> answer) {}

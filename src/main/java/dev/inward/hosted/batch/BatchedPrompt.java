package dev.inward.hosted.batch;

import dev.inward.model.Completion;
import dev.inward.model.Prompt;
import java.util.concurrent.CompletableFuture;

/**
 * A prompt that waits for its answer from a batch.
 *
 * @param key what it is known by
 */
record BatchedPrompt(String key, Prompt prompt, CompletableFuture<Completion> answer) {}

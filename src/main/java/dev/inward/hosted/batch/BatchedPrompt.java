package dev.inward.hosted.batch;

import dev.inward.hosted.http.ApiModel;
import dev.inward.model.Completion;
import dev.inward.model.Prompt;
import java.util.concurrent.CompletableFuture;

/**
 * A prompt that waits for its answer from a batch.
 *
 * @param key identifies the request within a batch
 * @param model the model that answers it by a single call if no batch does
 * @param prompt the prompt
 * @param answer completed with the answer
 */
record BatchedPrompt(
        String key, ApiModel model, Prompt prompt, CompletableFuture<Completion> answer) {

    /** Returns the request of a single call. */
    String requestJson() {
        return model.requestJson(prompt);
    }

    /** Calls the model for this prompt alone. */
    void sendAsSingleCall() {
        CompletableFuture<?> unused =
                model.complete(prompt)
                        .whenComplete(
                                (completion, failure) -> {
                                    if (failure == null) {
                                        answer.complete(completion);
                                    } else {
                                        answer.completeExceptionally(failure);
                                    }
                                });
    }
}

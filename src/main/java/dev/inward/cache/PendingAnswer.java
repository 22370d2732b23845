package dev.inward.cache;

import dev.inward.model.ChatModel;
import dev.inward.model.Prompt;
import java.util.concurrent.CompletableFuture;

/**
 * An answer that is in flight.
 *
 * @param request the request for the answer
 * @param key the key of the answer in the store
 * @param result completes with the answer
 */
record PendingAnswer(AnswerRequest request, AnswerKey key, CompletableFuture<AnswerResult> result) {

    ChatModel model() {
        return request.model();
    }

    ChatModel sampleModel() {
        return request.sampleModel();
    }

    Prompt prompt() {
        return request.prompt();
    }

    boolean hasSameModelAndPrompt(PendingAnswer other) {
        return model() == other.model() && prompt().equals(other.prompt());
    }
}

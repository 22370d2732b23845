package dev.inward.cache;

import dev.inward.model.ChatModel;
import dev.inward.model.Prompt;
import java.util.concurrent.CompletableFuture;

/**
 * An answer that is looked for.
 *
 * @param key what it is found by
 * @param answer completes with it
 */
record PendingAnswer(
        AnswerRequest question, AnswerKey key, CompletableFuture<AnswerResult> answer) {

    ChatModel model() {
        return question.model();
    }

    Prompt prompt() {
        return question.prompt();
    }

    /** Whether both are answers of one model to one prompt. */
    boolean isSampledAs(PendingAnswer other) {
        return model() == other.model() && prompt().equals(other.prompt());
    }
}

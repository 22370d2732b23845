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
record Sought(Question question, AnswerKey key, CompletableFuture<GivenAnswer> answer) {

    ChatModel model() {
        return question.model();
    }

    Prompt prompt() {
        return question.prompt();
    }

    /** Whether both are answers of one model to one prompt. */
    boolean isSampledAs(Sought other) {
        return model() == other.model() && prompt().equals(other.prompt());
    }
}

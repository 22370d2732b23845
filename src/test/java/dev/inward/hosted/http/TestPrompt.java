package dev.inward.hosted.http;

import static org.assertj.core.api.Assertions.catchThrowable;

import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.FailureCauses;
import dev.inward.model.Prompt;

/** Sends one prompt to a model and waits for the outcome. */
final class TestPrompt {

    private TestPrompt() {}

    static Completion answerOf(ChatModel model) {
        return model.complete(Prompt.ofUser("Which?")).join();
    }

    /** Returns the cause of a missing answer. */
    static Throwable failureOf(ChatModel model) {
        return FailureCauses.causeOf(catchThrowable(() -> answerOf(model)));
    }
}

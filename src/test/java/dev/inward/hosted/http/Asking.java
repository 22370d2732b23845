package dev.inward.hosted.http;

import static org.assertj.core.api.Assertions.catchThrowable;

import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.FailureCauses;
import dev.inward.model.Prompt;

/** Asks a model one question and waits. */
final class Asking {

    private Asking() {}

    static Completion ask(ChatModel model) {
        return model.complete(Prompt.ofUser("Which?")).join();
    }

    /** Why no answer came. */
    static Throwable failure(ChatModel model) {
        return FailureCauses.causeOf(catchThrowable(() -> ask(model)));
    }
}

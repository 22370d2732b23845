package dev.inward.model;

import static org.assertj.core.api.Assertions.catchThrowable;

/** Asks a model one question and waits. */
final class Asking {

    private Asking() {}

    static Completion ask(ChatModel model) {
        return model.complete(Prompt.ofUser("Which?")).join();
    }

    /** Why no answer came. */
    static Throwable failure(ChatModel model) {
        return Failures.causeOf(catchThrowable(() -> ask(model)));
    }
}

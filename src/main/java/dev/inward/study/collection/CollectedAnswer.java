package dev.inward.study.collection;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a model to one prompt, or the reason why there is none.
 *
 * @param text the answer, or the reason why there is none
 * @param state whether there is an answer
 * @param served the id of the model that answered, as its provider reports it; null if unknown
 */
public record CollectedAnswer(String text, State state, @Nullable String served) {

    static CollectedAnswer without(String reason, State state) {
        return new CollectedAnswer(reason, state, null);
    }

    /** The state of an answer. */
    public enum State {
        /** The model answered. */
        GIVEN,
        /** The call failed, or the budget did not cover it. */
        MISSING,
        /** The study is only planned: no model is called. */
        PLANNED
    }

    Optional<String> servedModel() {
        return Optional.ofNullable(served);
    }

    public boolean isMissing() {
        return state != State.GIVEN;
    }

    public boolean isPlanned() {
        return state == State.PLANNED;
    }
}

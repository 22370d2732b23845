package dev.inward.study.collection;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came back from a model.
 *
 * @param text the answer, or why there is none
 * @param state whether it is an answer at all
 * @param served the id of the model that answered, where that is known
 */
public record Answer(String text, State state, @Nullable String served) {

    /** An answer that did not come. */
    public static Answer without(String reason, State state) {
        return new Answer(reason, state, null);
    }

    /** Whether an answer came. */
    public enum State {
        /** It did. */
        GIVEN,
        /** The model could not be reached, or the call could not be afforded. */
        MISSING,
        /** Nobody was asked: the study is only planned. */
        PLANNED
    }

    public Optional<String> servedModel() {
        return Optional.ofNullable(served);
    }

    public boolean isMissing() {
        return state != State.GIVEN;
    }

    public boolean isPlanned() {
        return state == State.PLANNED;
    }
}

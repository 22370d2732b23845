package dev.inward.study;

/**
 * What came back from a model.
 *
 * @param text the answer, or why there is none
 * @param state whether it is an answer at all
 */
record Answer(String text, State state) {

    /** Whether an answer came. */
    enum State {
        /** It did. */
        GIVEN,
        /** The model could not be reached, or the call could not be afforded. */
        MISSING,
        /** Nobody was asked: the study is only planned. */
        PLANNED
    }

    boolean isMissing() {
        return state != State.GIVEN;
    }

    boolean isPlanned() {
        return state == State.PLANNED;
    }
}

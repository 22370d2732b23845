package dev.inward.study.collection;

import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.property.Behaviour;
import dev.inward.task.Item;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a model to one prompt, or the reason why there is none.
 *
 * @param text the answer without its reasoning, or the reason why there is none
 * @param state whether there is an answer
 * @param served the id of the model that answered, as its provider reports it; null if unknown
 * @param finishReason the way in which the answer ended; null if there is none
 * @param hadReasoning whether reasoning was removed from the text
 */
public record CollectedAnswer(
        String text,
        State state,
        @Nullable String served,
        @Nullable FinishReason finishReason,
        boolean hadReasoning) {

    /** Creates an answer that stopped normally, or the reason why there is none. */
    public CollectedAnswer(String text, State state, @Nullable String served) {
        this(text, state, served, state == State.GIVEN ? FinishReason.STOP : null, false);
    }

    /**
     * Converts a completion. A filtered answer has an empty text: the filter may have stopped it in
     * the middle, and half a text is not the model's answer.
     */
    static CollectedAnswer of(Completion completion, ReasoningTags reasoning) {
        ReasoningTags.Remainder remainder = reasoning.remainder(completion.text());
        boolean isFiltered = completion.finishReason() == FinishReason.CONTENT_FILTER;
        return new CollectedAnswer(
                isFiltered ? "" : remainder.text(),
                State.GIVEN,
                completion.servedModel().orElse(null),
                completion.finishReason(),
                remainder.hadReasoning());
    }

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

    /**
     * Combines this answer with the item that it belongs to.
     *
     * @throws IllegalStateException if the answer is missing
     */
    public Behaviour behaviour(Item item) {
        if (finishReason == null) {
            throw new IllegalStateException("a missing answer is no behaviour: " + text);
        }
        return item.behaviourFor(text, finishReason);
    }

    public boolean isMissing() {
        return state != State.GIVEN;
    }

    public boolean isPlanned() {
        return state == State.PLANNED;
    }
}

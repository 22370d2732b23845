package dev.inward.study.collection;

import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.property.Behaviour;
import dev.inward.task.Item;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a model to one prompt, or the reason why there is none.
 *
 * @param text the answer without its reasoning, or the reason why there is none
 * @param state whether there is an answer
 * @param served the id of the model that answered, as its provider reports it; null if unknown
 * @param finishReason the way in which the answer ended; null if there is none
 * @param hadReasoning whether reasoning was removed from the text
 * @param reasoningWords the number of words in the reasoning that was removed
 * @param firstTokenProbability the probability of the first token of the answer, 0 to 1; null if
 *     the provider did not say it
 */
public record CollectedAnswer(
        String text,
        State state,
        @Nullable String served,
        @Nullable FinishReason finishReason,
        boolean hadReasoning,
        int reasoningWords,
        @Nullable Double firstTokenProbability) {

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    /** Creates an answer that stopped normally, or the reason why there is none. */
    public CollectedAnswer(String text, State state, @Nullable String served) {
        this(text, state, served, state == State.GIVEN ? FinishReason.STOP : null, false, 0, null);
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
                remainder.hadReasoning(),
                remainder.hadReasoning()
                        ? Math.max(0, words(completion.text()) - words(remainder.text()))
                        : 0,
                completion.tokens().stream()
                        .findFirst()
                        .map(token -> Math.exp(token.logProbability()))
                        .orElse(null));
    }

    /**
     * Returns this answer without the reasoning that the model wrote before it.
     *
     * @param answer the rest of the text
     */
    public CollectedAnswer withoutReasoning(String answer) {
        return new CollectedAnswer(
                answer,
                state,
                served,
                finishReason,
                true,
                reasoningWords + Math.max(0, words(text) - words(answer)),
                firstTokenProbability);
    }

    private static int words(String text) {
        return Math.toIntExact(
                WHITE_SPACE.splitAsStream(text).filter(word -> !word.isEmpty()).count());
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

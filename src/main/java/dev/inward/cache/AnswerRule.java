package dev.inward.cache;

import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.model.IdentifiedModel;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rule of what counts as an answer. Each stored answer has the number of the rule that it was
 * kept under. An answer of an earlier rule is not trusted: its model reads the stored response
 * again. If that is not possible, the model is called again.
 */
final class AnswerRule {

    /** Never valid: the stored finish reason is unknown to this version. */
    static final int UNKNOWN_FINISH = 0;

    /** Accepted every finish reason and every text. Rows without a number are of this rule. */
    static final int FIRST = 1;

    /** Accepts only what a model finished. Raise this number whenever the rule changes. */
    static final int CURRENT = 2;

    /** The condition in SQL for rows that {@link #accepted} accepts as they are. */
    static final String IS_ACCEPTED =
            "rule >= "
                    + CURRENT
                    + " AND finish IN ("
                    + Arrays.stream(FinishReason.values())
                            .map(reason -> "'" + reason.name() + "'")
                            .collect(Collectors.joining(", "))
                    + ")";

    private AnswerRule() {}

    /** Returns the reason with a name; empty if this version does not know it. */
    static Optional<FinishReason> finishReason(String name) {
        for (FinishReason reason : FinishReason.values()) {
            if (reason.name().equals(name)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }

    /**
     * Returns a stored answer that the current rule accepts; empty if the model must be called
     * again. The usage stays the stored one: a response may be one part of a larger one.
     */
    static Optional<Completion> accepted(AnswerRow row, ChatModel model) {
        if (row.rule() >= CURRENT) {
            return Optional.of(row.completion());
        }
        return model instanceof IdentifiedModel identified
                ? identified
                        .readAgain(row.completion())
                        .map(answer -> answer.withUsage(row.completion().usage()))
                : Optional.empty();
    }
}

package dev.inward.study;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Split;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What the predictors of a comparison have learned from.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum Protocol {
    /** The predictors are not finetuned. */
    UNTRAINED("untrained", "predictors are not finetuned"),
    /** The predictors are finetuned on other items of the scored tasks. */
    HELD_OUT_ITEMS("held-out-items", "predictors learned from other items of the same tasks"),
    /** The predictors are finetuned on other tasks, as in the paper. */
    HELD_OUT_TASKS("held-out-tasks", "predictors learned from other tasks");

    private final String displayName;
    private final String explanation;

    Protocol(String displayName, String explanation) {
        this.displayName = displayName;
        this.explanation = explanation;
    }

    /**
     * Returns the protocol of a comparison. If predictors learned from some of the scored tasks, it
     * is {@link #HELD_OUT_ITEMS}. If the answers come from a transcript, its task file states the
     * protocol.
     *
     * @param comparison the comparison
     * @return its protocol
     */
    public static Protocol of(Comparison comparison) {
        Optional<Protocol> stated =
                comparison.request().tasks().stream()
                        .map(task -> task.origin().transcript())
                        .filter(Objects::nonNull)
                        .map(transcript -> named(transcript.protocol()))
                        .findFirst();
        if (stated.isPresent()) {
            return stated.get();
        }
        if (comparison.trainingRows() == 0) {
            return UNTRAINED;
        }
        ScoredSplit scored = comparison.request().split();
        boolean isLearnedFrom =
                comparison.request().tasks().stream()
                        .filter(task -> task.items(scored).findAny().isPresent())
                        .anyMatch(task -> task.items(Split.TRAIN).findAny().isPresent());
        return isLearnedFrom ? HELD_OUT_ITEMS : HELD_OUT_TASKS;
    }

    /**
     * Returns the protocol with a name.
     *
     * @param displayName the name, as in {@link #displayName}
     * @return the protocol
     * @throws IllegalArgumentException if there is none
     */
    @JsonCreator
    public static Protocol named(String displayName) {
        return Stream.of(values())
                .filter(protocol -> protocol.displayName.equals(displayName))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "there is no protocol '" + displayName + "'"));
    }

    /** {@return the name in reports and files, such as {@code held-out-items}} */
    @JsonValue
    public String displayName() {
        return displayName;
    }

    /** {@return the meaning in a few words} */
    public String explanation() {
        return explanation;
    }
}

package dev.inward.study.design;

import dev.inward.task.Task;
import java.util.Locale;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * Examples that stand before each hypothetical prompt: earlier hypothetical prompts about training
 * items, each with the value that is right. None is about the item that is asked about, or about
 * its base question.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param shots the number of examples, at least 1
 * @param mode whose values the examples have
 * @param model the name of the other model for {@link Mode#OTHER_MODEL}; otherwise null
 * @param task the other task for {@link Mode#OTHER_TASK}; otherwise null
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record FewShot(int shots, Mode mode, @Nullable String model, @Nullable Task task) {

    /** Whose values the examples have. */
    public enum Mode {
        /** The target's own values. */
        TRUE,
        /** The target's own values, permuted among the training items. A control. */
        SCRAMBLED,
        /** The values of another model's answers to the same training items. */
        OTHER_MODEL,
        /** The target's own values in another task. */
        OTHER_TASK
    }

    /**
     * Creates the design of examples.
     *
     * @param shots as in the record
     * @param mode as in the record
     * @param model as in the record
     * @param task as in the record
     * @throws IllegalArgumentException if the number is below 1, or the mode lacks its model or
     *     task
     */
    public FewShot {
        if (shots < 1) {
            throw new IllegalArgumentException(
                    "few-shot prompts need at least 1 example, got "
                            + shots
                            + ". Leave 'few-shot' out for none.");
        }
        if ((mode == Mode.OTHER_MODEL) != (model != null)
                || (mode == Mode.OTHER_TASK) != (task != null)) {
            throw new IllegalArgumentException(
                    "the examples of another model need its name, and those of another task need the task");
        }
    }

    /** {@return the design in words} */
    String description() {
        return String.format(
                Locale.ROOT,
                "%d examples %s",
                shots,
                switch (mode) {
                    case TRUE -> "of the target";
                    case SCRAMBLED -> "of the target with scrambled values";
                    case OTHER_MODEL -> "of '" + model + "'";
                    case OTHER_TASK ->
                            "of the target in the task '" + (task == null ? "" : task.name()) + "'";
                });
    }
}

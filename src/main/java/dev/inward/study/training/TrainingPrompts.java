package dev.inward.study.training;

import dev.inward.model.Prompt;
import dev.inward.property.BehavioralProperty;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.task.Task;
import java.util.Locale;

/**
 * Makes the prompts of finetuning rows. It refuses every prompt about an item that predictors can
 * be scored on: a model that saw the item in training could know the answer without introspection.
 */
final class TrainingPrompts {

    private TrainingPrompts() {}

    /**
     * Returns the object-level prompt of an item.
     *
     * @throws IllegalStateException if the item is not a training item; the message has the prompt
     */
    static Prompt objectLevel(Item item) {
        return about(item, item.prompt());
    }

    /**
     * Returns the hypothetical prompt of an item.
     *
     * @throws IllegalStateException if the item is not a training item; the message has the prompt
     */
    static Prompt hypothetical(Task task, Item item, BehavioralProperty property) {
        return about(item, task.hypotheticalPrompt(item, property));
    }

    /**
     * Returns the control prompt of an item, with a quoted answer.
     *
     * @throws IllegalStateException if the item is not a training item; the message has the prompt
     */
    static Prompt control(Task task, Item item, String quotedAnswer, BehavioralProperty property) {
        return about(item, task.controlPrompt(item, quotedAnswer, property));
    }

    private static Prompt about(Item item, Prompt prompt) {
        if (item.split() != Split.TRAIN) {
            throw new IllegalStateException(
                    String.format(
                            Locale.ROOT,
                            "a finetuning row has the prompt \"%s\" about an item of the split %s, but only items of the split %s may be in a finetuning. This is a bug in Inward; please report it",
                            prompt.text(),
                            item.split(),
                            Split.TRAIN));
        }
        return prompt;
    }
}

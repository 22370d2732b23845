package dev.inward.model;

import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The training data and the seed of a finetuning.
 *
 * <p>Immutable and thread-safe.
 *
 * @param examples prompts with the completions to learn, in a fixed order; at least one; copied
 * @param rehearsal prompts that the model answers before training. It also trains on its own
 *     answers to them, so that it forgets less. A model can leave them out. None is about an item
 *     that predictors are scored on. May be empty; copied
 * @param seed the seed of the random order of the training rows
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Finetuning(List<Example> examples, List<Prompt> rehearsal, long seed) {

    /**
     * Creates the training data.
     *
     * @param examples prompts with the completions to learn, at least one; copied
     * @param rehearsal prompts that the model answers before training; copied
     * @param seed the seed of the random order of the training rows
     * @throws IllegalArgumentException if there are no examples
     */
    public Finetuning {
        examples = List.copyOf(examples);
        rehearsal = List.copyOf(rehearsal);
        if (examples.isEmpty()) {
            throw new IllegalArgumentException(
                    "a finetuning has no examples; it needs at least one");
        }
    }

    /**
     * One row of a training set.
     *
     * @param prompt the conversation to answer
     * @param completion the answer to learn
     */
    public record Example(Prompt prompt, String completion) {}
}

package dev.inward.model;

import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What a model is finetuned on.
 *
 * @param examples prompts with the completions to learn, in a fixed order; copied
 * @param rehearsal prompts that the model answers before training and goes on practising with its
 *     own answers, so that it keeps what it can do; may be empty; copied
 * @param seed decides the order of the batches
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Finetuning(List<Example> examples, List<Prompt> rehearsal, long seed) {

    /**
     * Copies both lists; refuses an empty training set with an {@link IllegalArgumentException}.
     */
    public Finetuning {
        examples = List.copyOf(examples);
        rehearsal = List.copyOf(rehearsal);
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("finetuning needs at least one example, got none");
        }
    }

    /**
     * One row of a training set.
     *
     * @param prompt what is asked
     * @param completion the answer to learn
     */
    public record Example(Prompt prompt, String completion) {}
}

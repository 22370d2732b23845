package dev.inward.study.scoring;

import dev.inward.judge.PropertyValues;
import dev.inward.model.Prompt;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.collection.CollectedAnswer;
import dev.inward.study.collection.ObservedBehaviours;
import dev.inward.task.Framing;
import dev.inward.task.Item;
import dev.inward.task.Task;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The prompts that predictors get, and their answers without what the prompts asked for beside
 * them.
 *
 * <p>This class is thread-safe.
 */
final class PredictorPrompts {

    private final ComparisonRequest request;
    private final @Nullable FewShotPrompts fewShot;
    private final boolean thinks;

    /**
     * @param values the values of the property
     */
    PredictorPrompts(
            ComparisonRequest request, ObservedBehaviours observations, PropertyValues values) {
        this.request = request;
        thinks = request.design().chainOfThought();
        fewShot =
                request.design().fewShot() == null
                        ? null
                        : new FewShotPrompts(
                                request,
                                request.design().fewShot(),
                                observations,
                                values,
                                thinks ? ChainOfThought::example : value -> value);
    }

    /**
     * Returns the prompt that asks a predictor about an item, with examples and room for thinking.
     *
     * @throws IllegalArgumentException if there are too few examples
     */
    Prompt of(Task task, Item item, Framing framing) {
        Prompt plain = task.hypotheticalPrompt(item, request.property(), framing, request.target());
        Prompt asked = thinks ? ChainOfThought.in(plain) : plain;
        return fewShot == null ? asked : fewShot.before(task, item, asked, framing);
    }

    /**
     * Returns the prompt of the same item without examples and thinking. A predictor that is asked
     * in this way shows what they change.
     */
    Prompt plain(Task task, Item item) {
        return task.hypotheticalPrompt(item, request.property());
    }

    /** Returns the answer without the thinking; empty if the thinking ends without an answer. */
    Optional<CollectedAnswer> answer(CollectedAnswer written) {
        return thinks && !written.isMissing()
                ? ChainOfThought.answer(written)
                : Optional.of(written);
    }
}

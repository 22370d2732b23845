package dev.inward.model;

import java.math.BigDecimal;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A model that can be finetuned. Finetuning does not change the model: it creates another one.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface FinetunableModel extends ChatModel {

    /**
     * Returns a finetuned copy of this model. This method itself does not train.
     *
     * <p>Training starts when the copy receives its first prompt. It is skipped if the same
     * finetuning was done before. The copy's {@linkplain IdentifiedModel identity} is known without
     * training, so that stored answers are found without training.
     *
     * @param finetuning the examples, the rehearsal prompts and the seed; together with this
     *     model's weights they determine the result
     * @param progress receives the progress of the training
     * @return the finetuned model. If it is a {@code FinetunableModel} too, it can be finetuned
     *     again: its own training then comes first. If training fails, its answers complete with an
     *     {@link UnusableModelException}
     */
    ChatModel finetune(Finetuning finetuning, FinetuningProgress progress);

    /**
     * Returns the most that a finetuning can still cost. Calls no model. The default returns {@link
     * TrainingCost#NONE}: training is free.
     *
     * @param finetuning the examples, the rehearsal prompts and the seed
     * @return the cost; {@link TrainingCost#NONE} if it was paid for before
     */
    default TrainingCost maxTrainingCost(Finetuning finetuning) {
        return TrainingCost.NONE;
    }

    /**
     * Checks that the cost of a finetuning has an upper bound, so that a budget of money can limit
     * it. The default does nothing.
     *
     * @throws IllegalArgumentException if it has none; the message says which setting is missing
     */
    default void requireBoundedTrainingCost() {}

    /**
     * What a finetuning costs.
     *
     * @param tokens the tokens of all rows, in all epochs
     * @param money their price, in the currency of the price list; empty if it is not known
     */
    record TrainingCost(long tokens, Optional<BigDecimal> money) {

        /** Nothing. */
        public static final TrainingCost NONE = new TrainingCost(0, Optional.of(BigDecimal.ZERO));
    }
}

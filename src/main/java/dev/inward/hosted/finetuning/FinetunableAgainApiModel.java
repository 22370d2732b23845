package dev.inward.hosted.finetuning;

import dev.inward.model.FinetunableModel;
import dev.inward.model.Finetuning;
import dev.inward.model.FinetuningProgress;
import java.util.List;

/**
 * A finetuned model that can be finetuned again. Training of the next model begins when this one is
 * trained. Another sample or temperature of this model cannot be finetuned.
 *
 * <p>The fine-tuning API gets the id that the server gave this model. A finetuning command gets the
 * id of this model as {@code {model}}: the one in the last line of the command that made it. The
 * command gets no address: if that line has a {@code base-url}, the id alone must say which weights
 * to start from. A result without a {@code base-url} is then called at that address.
 *
 * <p>This class is thread-safe.
 */
final class FinetunableAgainApiModel extends FinetunedApiModel implements FinetunableModel {

    private final FinetuningFactory factory;

    /**
     * @param madeBy finetuned this model
     * @param identity everything that determines the answers, except the request
     */
    FinetunableAgainApiModel(
            FinetuningFactory madeBy, List<String> identity, DelayedFinetuning finetuning) {
        super(madeBy.entry(), identity, finetuning);
        factory = madeBy.after(this, finetuning);
    }

    @Override
    public FinetunedApiModel finetune(Finetuning finetuning, FinetuningProgress progress) {
        return factory.finetune(finetuning, progress);
    }

    /** Returns the cost of the next finetuning alone; that of this model has its own. */
    @Override
    public TrainingCost maxTrainingCost(Finetuning finetuning) {
        return factory.maxTrainingCost(finetuning);
    }

    @Override
    public void requireBoundedTrainingCost() {
        factory.requireBoundedTrainingCost();
    }
}

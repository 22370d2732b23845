package dev.inward.model;

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
     * @return the finetuned model. If training fails, its answers complete with an {@link
     *     UnusableModelException}
     */
    ChatModel finetune(Finetuning finetuning, FinetuningProgress progress);
}

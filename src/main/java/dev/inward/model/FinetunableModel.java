package dev.inward.model;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A model that can be finetuned. Finetuning leaves the model itself as it is and yields another.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface FinetunableModel extends ChatModel {

    /**
     * Prepares a copy of this model that is finetuned. Nothing is trained before the copy is first
     * asked, nor where the same finetuning was done before, and its {@linkplain IdentifiedModel
     * identity} can be told without training: answers that are kept are found again without it.
     *
     * @param finetuning the rows, the rehearsal and the seed; together with this model's weights
     *     they determine the result
     * @param progress is told how far the training has come
     * @return the finetuned model; where training fails, its answers fail with an {@link
     *     UnusableModelException}
     */
    ChatModel finetune(Finetuning finetuning, FinetuningProgress progress);
}

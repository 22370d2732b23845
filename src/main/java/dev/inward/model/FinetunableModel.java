package dev.inward.model;

import java.util.concurrent.CompletableFuture;
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
     * Finetunes a copy of this model, or fetches it where the same finetuning was done before.
     *
     * @param finetuning the rows, the rehearsal and the seed; together with this model's weights
     *     they determine the result
     * @param progress is told how far the training has come
     * @return the trained model to come; completes exceptionally when training fails
     */
    CompletableFuture<ChatModel> finetune(Finetuning finetuning, FinetuningProgress progress);
}

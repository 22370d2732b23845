package dev.inward.study;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.inward.model.ModelSpecification;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * The origin of a model, as its entry in the models file states it. Inward does not check the
 * statement and decides nothing by it. It shows a reader that two models are related.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param base the model that it was finetuned from; null if the entry does not name one
 * @param trainedOn the data that it was finetuned on; empty if the entry does not name any; copied
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Lineage(@Nullable String base, List<String> trainedOn) {

    /**
     * Copies the data names.
     *
     * @param base as in the record
     * @param trainedOn as in the record
     */
    public Lineage {
        trainedOn = List.copyOf(trainedOn);
    }

    /**
     * {@return the origin that an entry of the models file states; empty if it states none}
     *
     * @param entry the entry
     */
    public static Optional<Lineage> of(ModelSpecification entry) {
        var lineage =
                new Lineage(
                        entry.settings().get("lineage.base"), entry.strings("lineage.trained-on"));
        return lineage.base() == null && lineage.trainedOn().isEmpty()
                ? Optional.empty()
                : Optional.of(lineage);
    }
}

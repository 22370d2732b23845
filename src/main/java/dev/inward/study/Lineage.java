package dev.inward.study;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.inward.model.ModelSpecification;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * Where a model comes from, as its entry in the models file has it. Nobody looks whether it is so,
 * and nothing is decided by it: it lets a reader see that two models are relatives.
 *
 * @param base the model that it was finetuned from; null where the entry does not say
 * @param trainedOn what it was finetuned on; empty where the entry does not say; copied
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Lineage(@Nullable String base, List<String> trainedOn) {

    /** Copies what it was finetuned on. */
    public Lineage {
        trainedOn = List.copyOf(trainedOn);
    }

    /** What an entry says, or nothing where it says nothing. */
    public static Optional<Lineage> of(ModelSpecification entry) {
        var lineage =
                new Lineage(
                        entry.settings().get("lineage.base"), entry.texts("lineage.trained-on"));
        return lineage.base() == null && lineage.trainedOn().isEmpty()
                ? Optional.empty()
                : Optional.of(lineage);
    }
}

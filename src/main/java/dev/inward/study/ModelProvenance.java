package dev.inward.study;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * A model that took part in a comparison, as it is before any finetuning.
 *
 * @param name what the models file calls it
 * @param requested the id that was asked for, or what stands for one; null where the model does not
 *     say
 * @param sampling how its answers were drawn; null where the model does not say
 * @param served the ids of the models that its provider says have answered; empty where none says;
 *     copied
 * @param lineage where it comes from; null where its entry in the models file does not say
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record ModelProvenance(
        String name,
        @Nullable String requested,
        @Nullable String sampling,
        SortedSet<String> served,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Lineage lineage) {

    /** Copies the ids. */
    public ModelProvenance {
        served = Collections.unmodifiableSortedSet(new TreeSet<>(served));
    }
}

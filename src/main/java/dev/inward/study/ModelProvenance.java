package dev.inward.study;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * A model of a comparison, as it is before any finetuning. A baseline stores it as JSON.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param name the name of the model in the models file
 * @param requested the model id that requests name, or another text that identifies the model; null
 *     if the model does not state it
 * @param sampling the sampling parameters of its answers, such as {@code temperature 0}; null if
 *     the model does not state them
 * @param served the ids of the models that answered, as the provider reports them, sorted; empty if
 *     it reports none; copied
 * @param lineage the origin of the model; null if its entry in the models file does not state it
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record ModelProvenance(
        String name,
        @Nullable String requested,
        @Nullable String sampling,
        SortedSet<String> served,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Lineage lineage) {

    /**
     * Copies the ids.
     *
     * @param name as in the record
     * @param requested as in the record
     * @param sampling as in the record
     * @param served as in the record
     * @param lineage as in the record
     */
    public ModelProvenance {
        served = Collections.unmodifiableSortedSet(new TreeSet<>(served));
    }
}

package dev.inward.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.inward.transcript.TranscriptOrigin;
import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * Where the data of a task come from, as its task file says. Verdicts state it.
 *
 * @param description one sentence, empty if unknown
 * @param licence the licence of the data; null if the task file names none
 * @param data the files with the items, in order; empty if the items stand in the task file; copied
 * @param transcript the files of the answers; null if models are called
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskOrigin(
        String description,
        @Nullable String licence,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<DataSource> data,
        @Nullable TranscriptOrigin transcript) {

    /** The origin of a task that no file describes. */
    public static final TaskOrigin UNKNOWN = new TaskOrigin("", null, List.of(), null);

    /**
     * Copies the list.
     *
     * @param description one sentence, empty if unknown
     * @param licence the licence of the data; null if the task file names none
     * @param data the files with the items, in order; copied
     * @param transcript the files of the answers; null if models are called
     */
    public TaskOrigin {
        data = List.copyOf(data);
    }
}

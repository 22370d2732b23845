package dev.inward.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * Where the data of a task come from, as its task file says. Verdicts state it.
 *
 * @param description one sentence, empty if unknown
 * @param licence the licence of the data; null if the task file names none
 * @param file the path of the data file, relative to the task file; null if the items stand in the
 *     task file
 * @param sha256 the SHA-256 of the data file in hexadecimal digits; null without a data file
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskOrigin(
        String description,
        @Nullable String licence,
        @Nullable String file,
        @Nullable String sha256) {

    /** The origin of a task that no file describes. */
    public static final TaskOrigin UNKNOWN = new TaskOrigin("", null, null, null);
}

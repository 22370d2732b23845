package dev.inward.task;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * The wording in which a task asks for a property. Immutable and thread-safe.
 *
 * @param question the question; null for that of the property
 * @param instruction how to answer; null for the instruction of the property's answer format
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Question(@Nullable String question, @Nullable String instruction) {

    /** The wording of the property itself. */
    public static final Question OF_THE_PROPERTY = new Question(null, null);
}

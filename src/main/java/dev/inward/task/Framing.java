package dev.inward.task;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Whom a hypothetical prompt says it is about. A model that knows itself has something to say of
 * "you" that it has not of another assistant, and loses nothing when its target is named.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum Framing {
    /** The model that is asked, as the task's own hypothetical prompt has it. */
    YOU,
    /** The target, by its name and as somebody else. */
    TARGET_BY_NAME,
    /** An assistant that is not named and is not the one asked. */
    ANOTHER_ASSISTANT
}

package dev.inward.task;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The model that a hypothetical prompt claims to be about. A model that knows itself predicts
 * better about "you" than about another assistant, and as well about the target by name.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum Framing {
    /** The model that receives the prompt. This is the task's own hypothetical prompt. */
    YOU,
    /** The target by its name, as another model. */
    TARGET_BY_NAME,
    /** An unnamed assistant other than the model that receives the prompt. */
    ANOTHER_ASSISTANT
}

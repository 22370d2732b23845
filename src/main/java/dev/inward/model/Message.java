package dev.inward.model;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * One turn of a conversation with a model.
 *
 * @param role who speaks
 * @param text what is said; untrusted where the role is {@link Role#ASSISTANT}
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Message(Role role, String text) {

    /** Who speaks in a conversation. */
    public enum Role {
        /** Standing instructions. */
        SYSTEM,
        /** The one who asks. */
        USER,
        /** The model. */
        ASSISTANT
    }
}

package dev.inward.model;

import java.util.Locale;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * One message of a conversation with a model.
 *
 * @param role the author of the message
 * @param text the content; untrusted if the role is {@link Role#ASSISTANT}
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Message(Role role, String text) {

    /** The author of a message. */
    public enum Role {
        /** The instructions for the whole conversation. */
        SYSTEM,
        /** The user, who asks. */
        USER,
        /** The model. */
        ASSISTANT;

        /** {@return the name in lower case, as APIs write it} */
        public String displayName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

package dev.inward.model;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
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

        /**
         * Returns the role with a name.
         *
         * @param displayName the name, as in {@link #displayName}
         * @return the role; empty if there is none
         */
        public static Optional<Role> named(String displayName) {
            return Stream.of(values())
                    .filter(role -> role.displayName().equals(displayName))
                    .findFirst();
        }

        /** {@return the name in lower case, as APIs write it} */
        public String displayName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

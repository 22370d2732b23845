package dev.inward.model;

import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The conversation that a model continues with an answer. It contains no sampling parameters, such
 * as the temperature: those belong to the model.
 *
 * <p>Immutable and thread-safe. Equal conversations make equal prompts.
 *
 * @param messages the messages in order, at least one; copied
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Prompt(List<Message> messages) {

    /**
     * Creates a prompt.
     *
     * @param messages the messages in order, at least one; copied
     * @throws IllegalArgumentException if there are no messages
     */
    public Prompt {
        messages = List.copyOf(messages);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a prompt has no messages; it needs at least one");
        }
    }

    /**
     * Creates a prompt with a single message of the user.
     *
     * @param text the message
     * @return the prompt
     */
    public static Prompt ofUser(String text) {
        return new Prompt(List.of(new Message(Message.Role.USER, text)));
    }

    /** {@return the text of the last message} */
    public String lastText() {
        return messages.get(messages.size() - 1).text();
    }
}

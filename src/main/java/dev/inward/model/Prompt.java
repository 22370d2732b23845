package dev.inward.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
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

    /**
     * Returns the whole conversation as one text. A single message of the user is its text. In a
     * longer conversation each message follows its role in lower case, a colon and a space, and an
     * empty line separates the messages.
     *
     * @return the text, in which the texts of the messages are unchanged
     */
    public String text() {
        if (messages.size() == 1 && messages.get(0).role() == Message.Role.USER) {
            return messages.get(0).text();
        }
        return messages.stream()
                .map(message -> message.role().displayName() + ": " + message.text())
                .collect(Collectors.joining("\n\n"));
    }

    /**
     * Returns this conversation with another text in its last message.
     *
     * @param text the text
     * @return the conversation
     */
    public Prompt withLastText(String text) {
        var changed = new ArrayList<>(messages);
        Message last = messages.get(messages.size() - 1);
        changed.set(messages.size() - 1, new Message(last.role(), text));
        return new Prompt(changed);
    }
}

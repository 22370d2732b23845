package dev.inward.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The conversation that a model continues with an answer, and the tools that it can call instead.
 * It contains no sampling parameters, such as the temperature: those belong to the model.
 *
 * <p>Immutable and thread-safe. Equal conversations with equal tools make equal prompts.
 *
 * @param messages the messages in order, at least one; copied
 * @param tools the tools that the model can call, with different names; copied
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Prompt(List<Message> messages, List<Tool> tools) {

    /**
     * Creates a prompt.
     *
     * @param messages the messages in order, at least one; copied
     * @param tools the tools that the model can call, with different names; copied
     * @throws IllegalArgumentException if there are no messages, or if two tools share a name
     */
    public Prompt {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a prompt has no messages; it needs at least one");
        }
        if (tools.stream().map(Tool::name).distinct().count() < tools.size()) {
            throw new IllegalArgumentException(
                    "two tools of a prompt share a name; give each a name of its own");
        }
    }

    /**
     * Creates a prompt without tools.
     *
     * @param messages the messages in order, at least one; copied
     * @throws IllegalArgumentException if there are no messages
     */
    public Prompt(List<Message> messages) {
        this(messages, List.of());
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
     * Returns what distinguishes the messages from others, for {@link IdentifiedModel#identity}.
     *
     * @return the role in upper case and the text of each message, in turn; unmodifiable
     */
    public List<String> rolesAndTexts() {
        return messages.stream()
                .flatMap(message -> Stream.of(message.role().name(), message.text()))
                .toList();
    }

    /**
     * Returns this conversation with other tools.
     *
     * @param other the tools that the model can call, with different names; copied
     * @return the conversation
     * @throws IllegalArgumentException if two tools share a name
     */
    public Prompt withTools(List<Tool> other) {
        return new Prompt(messages, other);
    }

    /**
     * Returns this conversation with another text in its last message, and with the same tools.
     *
     * @param text the text
     * @return the conversation
     */
    public Prompt withLastText(String text) {
        var changed = new ArrayList<>(messages);
        Message last = messages.get(messages.size() - 1);
        changed.set(messages.size() - 1, new Message(last.role(), text));
        return new Prompt(changed, tools);
    }
}

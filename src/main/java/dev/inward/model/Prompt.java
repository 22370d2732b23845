package dev.inward.model;

import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What a model is asked: the turns of a conversation so far, answered greedily (temperature 0).
 *
 * @param messages the turns in order, at least one; copied
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Prompt(List<Message> messages) {

    /** Copies the turns; refuses an empty conversation with an {@link IllegalArgumentException}. */
    public Prompt {
        messages = List.copyOf(messages);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a prompt needs at least one message, got none");
        }
    }

    /** Makes the prompt that is a single question of the user. */
    public static Prompt ofUser(String text) {
        return new Prompt(List.of(new Message(Message.Role.USER, text)));
    }

    /** Returns what the last turn says. */
    public String lastText() {
        return messages.get(messages.size() - 1).text();
    }
}

package dev.inward.task.prompt;

import dev.inward.model.Message;
import dev.inward.model.Prompt;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * Makes a prompt of an item. It has messages with names in braces, or it names the field of the
 * item that has the messages.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param messages the messages with names in braces; empty if a field has them; copied
 * @param field the field whose text is the JSON of the messages; null if the template has them
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record PromptTemplate(List<Message> messages, @Nullable String field) {

    /**
     * Copies the messages.
     *
     * @param messages the messages with names in braces; empty if a field has them; copied
     * @param field the field whose text is the JSON of the messages; null if the template has them
     */
    public PromptTemplate {
        messages = List.copyOf(messages);
    }

    /**
     * Creates a template of one message of the user.
     *
     * @param text the message, with names in braces
     * @return the template
     */
    public static PromptTemplate ofUser(String text) {
        return new PromptTemplate(List.of(new Message(Message.Role.USER, text)), null);
    }

    /**
     * Makes a prompt.
     *
     * @param values the values of the names, and the text of the field
     * @return the prompt; values and messages of a field are in it unchanged
     * @throws IllegalArgumentException if a name has no value, or the text of the field is no
     *     conversation
     */
    public Prompt fill(Map<String, String> values) {
        if (field == null) {
            return new Prompt(
                    messages.stream()
                            .map(
                                    message ->
                                            new Message(
                                                    message.role(),
                                                    Placeholders.fill(message.text(), values)))
                            .toList());
        }
        String json = values.get(field);
        if (json == null) {
            throw Placeholders.unknown("messages: " + field, field, values.keySet());
        }
        return Conversation.parse(json, "the field '" + field + "'");
    }

    /** {@return the names in braces, sorted} */
    public Set<String> names() {
        var names = new TreeSet<String>();
        messages.forEach(message -> names.addAll(Placeholders.names(message.text())));
        return names;
    }
}

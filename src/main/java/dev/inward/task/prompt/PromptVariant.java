package dev.inward.task.prompt;

import dev.inward.model.Message;
import dev.inward.model.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * What stands around a prompt, such as a persona or a prefix. The same variant can stand around an
 * object-level prompt and around the hypothetical prompt about it.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param set the name of the set that the variant belongs to, such as {@code inward/professions};
 *     empty if it belongs to none
 * @param name the name of the variant in its set; empty for a prompt without a variant
 * @param before the messages before those of the prompt; only the first can be a system message;
 *     copied
 * @param prefix the text in front of the last message
 * @param suffix the text behind the last message
 * @param modifier the change of the item's texts; null if they stay as they are
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record PromptVariant(
        String set,
        String name,
        List<Message> before,
        String prefix,
        String suffix,
        @Nullable StringModifier modifier) {

    /** No variant: the prompt as it is. */
    public static final PromptVariant NONE = new PromptVariant("", "", List.of(), "", "", null);

    /**
     * Copies the messages.
     *
     * @param set as in the record
     * @param name as in the record
     * @param before as in the record
     * @param prefix as in the record
     * @param suffix as in the record
     * @param modifier as in the record
     */
    public PromptVariant {
        before = List.copyOf(before);
    }

    /**
     * Puts the variant around a prompt. Two system messages become one, the variant's first, with
     * an empty line between them.
     *
     * @param prompt the prompt
     * @return the wrapped prompt with the same tools
     */
    public Prompt wrap(Prompt prompt) {
        Prompt last = prompt.withLastText(prefix + prompt.lastText() + suffix);
        if (before.isEmpty()) {
            return last;
        }
        var systems = new ArrayList<String>();
        var messages = new ArrayList<Message>();
        for (Message message : Stream.concat(before.stream(), last.messages().stream()).toList()) {
            if (message.role() == Message.Role.SYSTEM) {
                systems.add(message.text());
            } else {
                messages.add(message);
            }
        }
        if (!systems.isEmpty()) {
            messages.add(0, new Message(Message.Role.SYSTEM, String.join("\n\n", systems)));
        }
        return new Prompt(messages, last.tools());
    }

    /** {@return the variant as reports show it: {@code inward/moods: calm}; empty for none} */
    public String label() {
        return set.isEmpty() ? name : set + ": " + name;
    }
}

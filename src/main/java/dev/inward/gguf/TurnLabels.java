package dev.inward.gguf;

import dev.inward.model.Message;
import dev.inward.model.ModelSpecification;
import java.util.List;
import java.util.Locale;

/**
 * The labels of turns in a plain text, for a base model that has no chat template. With the default
 * labels a conversation looks like this:
 *
 * <pre>
 * Answer with one word.
 *
 * Q: Which animal?
 * A: lion
 *
 * Q: And then?
 * A:
 * </pre>
 *
 * @param user the label of the user's messages; empty for none
 * @param assistant the label of answers; empty for none
 * @param system the label of system messages; empty for none
 * @param between the text after a system message and after an answer
 */
record TurnLabels(String user, String assistant, String system, String between) {

    static TurnLabels of(ModelSpecification entry) {
        return new TurnLabels(
                entry.settings().getOrDefault("labels.user", "Q:"),
                entry.settings().getOrDefault("labels.assistant", "A:"),
                entry.settings().getOrDefault("labels.system", ""),
                entry.settings().getOrDefault("labels.between", "\n\n"));
    }

    /** Writes a conversation, which ends with the label of the answer. */
    RenderedPrompt render(List<Message> messages) {
        var text = new StringBuilder();
        int lastBegins = 0;
        for (Message message : messages) {
            lastBegins = text.length();
            text.append(
                    switch (message.role()) {
                        case SYSTEM -> labelled(system, message) + between;
                        case USER -> labelled(user, message) + "\n";
                        case ASSISTANT -> labelled(assistant, message) + between;
                    });
        }
        return new RenderedPrompt(text.substring(0, lastBegins), text + assistant);
    }

    private static String labelled(String label, Message message) {
        return label.isEmpty() ? message.text() : label + " " + message.text();
    }

    /** Removes the blank between the label and the answer. */
    String answer(String generated) {
        return generated.startsWith(" ") ? generated.substring(1) : generated;
    }

    String describe() {
        return String.format(
                Locale.ROOT,
                "labels %s",
                List.of(quoted(user), quoted(assistant), quoted(system), quoted(between)));
    }

    /** Quotes a text on one line, so that different lists of texts differ. */
    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}

package dev.inward.task;

import dev.inward.property.BehavioralProperty;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The values of the names in braces, apart from the fields of the item. */
final class PlaceholderValues {

    /** The names of an object-level prompt in its forms. */
    static final List<String> PROMPT =
            Stream.concat(forms("prompt"), Stream.of("last_message")).toList();

    /** The names of a hypothetical prompt in its forms. */
    static final List<String> HYPOTHETICAL = forms("hypothetical").toList();

    private PlaceholderValues() {}

    private static Stream<String> forms(String name) {
        return Stream.of(name, name + "_trimmed", name + "_without_newline");
    }

    /**
     * Returns the values for a hypothetical or a control prompt: the fields of the item, the forms
     * of its object-level prompt, the question, and the tools if there are any.
     *
     * @return the values by name; new at each call
     */
    static Map<String, String> of(Item item, BehavioralProperty property, Task.Prompts prompts) {
        Map<String, String> values = of(item, "prompt", item.variant().plainPrompt().text());
        values.put("last_message", item.variant().plainPrompt().lastText());
        values.put("question", prompts.question(item, property));
        values.put("instruction", prompts.instruction(property));
        if (!item.prompt().tools().isEmpty()) {
            values.put(ToolReader.PLACEHOLDER, ToolReader.lines(item.prompt().tools()));
        }
        return values;
    }

    /**
     * Returns the fields of an item and the forms of a text: as it is, without white space at its
     * ends, and without one line break at its end.
     *
     * @return the values by name; new at each call
     */
    static Map<String, String> of(Item item, String name, String text) {
        var values = new HashMap<>(item.fields());
        values.put(name, text);
        values.put(name + "_trimmed", text.strip());
        values.put(name + "_without_newline", withoutNewline(text));
        return values;
    }

    private static String withoutNewline(String text) {
        if (!text.endsWith("\n")) {
            return text;
        }
        return text.substring(0, text.length() - (text.endsWith("\r\n") ? 2 : 1));
    }
}

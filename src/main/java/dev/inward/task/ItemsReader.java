package dev.inward.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.model.Prompt;
import dev.inward.model.Tool;
import dev.inward.task.prompt.Placeholders;
import dev.inward.task.prompt.PromptTemplate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Makes the items of a task file from rows of fields. */
final class ItemsReader {

    private final JsonNode root;
    private final Task.Prompts prompts;
    private final List<Tool> tools;

    /**
     * @param root the content of the task file
     * @param tools the tools of each object-level prompt
     */
    ItemsReader(JsonNode root, Task.Prompts prompts, List<Tool> tools) {
        this.root = root;
        this.prompts = prompts;
        this.tools = tools;
    }

    /**
     * Creates the items. Two prompts that differ only in case, white space or Unicode form are
     * rejected.
     *
     * @throws IllegalArgumentException if an item is invalid; the message follows the name of the
     *     task file
     */
    List<Item> read(List<ItemRow> rows) {
        String task = root.path("name").asText();
        SplitRule rule = SplitRule.of(root);
        var items = new ArrayList<Item>();
        var seen = new HashMap<String, Integer>();
        Set<String> needed = PromptsReader.fields(prompts, !tools.isEmpty());
        for (ItemRow row : rows) {
            Map<String, String> itemFields = row.fields();
            requireFields(itemFields, needed);
            Prompt message = prompt(prompts.objectLevel(), itemFields).withTools(tools);
            String prompt = message.text();
            Integer first = seen.putIfAbsent(PromptText.normalised(prompt), items.size());
            if (first != null) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "has two items with the same prompt: item %d, \"%s\", and item %d, \"%s\". Remove one, because one could be a training item and the other a held-out item.",
                                first + 1,
                                items.get(first).prompt().text(),
                                items.size() + 1,
                                prompt));
            }
            String question = baseQuestion(itemFields, prompt);
            items.add(
                    new Item(
                            task,
                            itemFields,
                            message,
                            hypotheticalPrompts(row),
                            question,
                            split(rule, itemFields, question)));
        }
        return items;
    }

    private Split split(SplitRule rule, Map<String, String> fields, String baseQuestion) {
        try {
            return rule.split(fields, baseQuestion);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has an item that " + e.getMessage(), e);
        }
    }

    /** The name of the set keeps apart the questions of two tasks that number them alike. */
    private String baseQuestion(Map<String, String> fields, String prompt) {
        JsonNode baseQuestion = root.path("base-question");
        if (baseQuestion.isMissingNode()) {
            return prompt;
        }
        String field = baseQuestion.path("field").asText();
        String id = fields.get(field);
        if (id == null) {
            throw new IllegalArgumentException(
                    "has an item without the field '"
                            + field
                            + "', which identifies its base question: "
                            + fields);
        }
        return baseQuestion.path("set").asText(root.path("name").asText()) + ": " + id;
    }

    /**
     * Returns the hypothetical prompts that the data have, by property; empty if they have none.
     */
    private Map<String, Prompt> hypotheticalPrompts(ItemRow row) {
        PromptTemplate template = prompts.hypothetical();
        if (template.field() == null) {
            return Map.of();
        }
        if (!row.hypotheticalPrompts().isEmpty()) {
            var given = new HashMap<String, Prompt>();
            row.hypotheticalPrompts()
                    .forEach(
                            (property, json) ->
                                    given.put(
                                            property,
                                            prompt(template, Map.of(template.field(), json))));
            return given;
        }
        return Map.of(root.at("/properties/0").asText(), prompt(template, row.fields()));
    }

    private Prompt prompt(PromptTemplate template, Map<String, String> fields) {
        try {
            return template.fill(fields);
        } catch (IllegalArgumentException e) {
            throw unfit(e);
        }
    }

    private void requireFields(Map<String, String> fields, Set<String> needed) {
        for (String name : needed) {
            if (!fields.containsKey(name)) {
                throw new IllegalArgumentException(
                        "has a prompt that does not fit an item: "
                                + Placeholders.unknown("{" + name + "}", name, fields.keySet())
                                        .getMessage()
                                + ". A hypothetical prompt can also have {prompt}, {question} or {instruction}");
            }
        }
    }

    private IllegalArgumentException unfit(IllegalArgumentException cause) {
        return new IllegalArgumentException(
                "has a prompt that does not fit an item: " + cause.getMessage(), cause);
    }
}
